import { identity } from '../network/activation/identity.ts';
import { activationOf } from '../network/activation/index.ts';
import { type InitSettings, weightMoments } from '../network/initializer/index.ts';
import type { WeightMoments } from '../network/initializer/initializer.ts';
import { columnsOf, type LayerSettings } from '../network/layerSettings.ts';
import type { RandomLayer } from './predictFactors.ts';

/** A layer of an experiment, with its distribution, in the form that the theory uses. */
export function randomLayer(settings: LayerSettings, init: InitSettings): RandomLayer {
  const { fanIn, width, activation } = settings;
  const beyondTheory = partBeyondTheory(settings);
  return {
    fanIn,
    fanOut: width,
    activation: unitOf(activation),
    ...scaled(weightMoments(init, fanIn, columnsOf(settings)), settings),
    ...(beyondTheory && { beyondTheory }),
  };
}

/** Only the output layer can have softmax, and theory does not use that layer's function. */
function unitOf(activation: LayerSettings['activation']): RandomLayer['activation'] {
  if (activation.kind === 'softmax') return identity;
  return activation.kind === 'maxout' ? activation : activationOf(activation);
}

/** The moments of scale · W, and of b if there is one. */
function scaled(moments: WeightMoments, { scale, bias }: LayerSettings): WeightMoments {
  return {
    ...moments,
    weightMean: scale * moments.weightMean,
    weightVariance: scale * scale * moments.weightVariance,
    biasVariance: bias ? moments.biasVariance : 0,
  };
}

function partBeyondTheory({ normalization, skip, of, before }: LayerSettings): string | undefined {
  if (of) return `a layer of kind ${of.kind}`;
  if (before) return `a layer of kind ${before[0].kind}`;
  if (normalization !== 'none') return `${normalization} normalization`;
  return skip ? 'a skip connection' : undefined;
}
