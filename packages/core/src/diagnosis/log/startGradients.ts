import { wasmEngine } from '../../engine/wasm.ts';
import { normals } from '../../network/initializer/fill.ts';
import { initialize } from '../../network/initializer/index.ts';
import { affineLayer, type LayerSettings } from '../../network/layerSettings.ts';
import { modelOf } from '../../network/model.ts';
import { Network } from '../../network/network.ts';
import type { Parameters } from '../../network/parameters.ts';
import { RandomState } from '../../random/randomState.ts';
import { type Bands, bandsOf } from '../bands.ts';
import { REFERENCE_DESIGNS, REFERENCE_STARTS, type ReferenceDesign } from '../referenceDesigns.ts';

/** How a layer's gradient is measured: Σ|dW| / entries, ‖dW‖ or max|dW|, as in the log, or ‖δ‖. */
export type GradientMeasure = 'grad_mean' | 'grad_l2' | 'grad_max' | 'delta_norm';

const SAMPLES = 64;
/**
 * The most multiplications for all starts, a few seconds' worth. Beyond this fewer rows are used; then
 * nothing is measured.
 */
const MOST_WORK = 2e10;
const FEWEST_SAMPLES = 8;
/** Weights that fit in memory thrice. */
const MOST_WEIGHTS = 3e7;

/**
 * The null band of a dense network of these widths: the ratios of its gradients, layer to layer, at random
 * starts of two designs that keep the signal, on standard normal inputs and random classes. Undefined if the
 * network is too large.
 *
 * @param widths features, units of each hidden layer, outputs
 */
export function startGradients(widths: readonly number[], measure: GradientMeasure): Bands | undefined {
  const weights = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
  const perSample = 6 * weights * REFERENCE_DESIGNS.length * REFERENCE_STARTS;
  const samples = Math.min(SAMPLES, Math.floor(MOST_WORK / perSample));
  if (samples < FEWEST_SAMPLES || weights > MOST_WEIGHTS) return undefined;
  return bandsOf(REFERENCE_DESIGNS.map(design => measured(widths, samples, measure, design)));
}

/** The gradient of every layer, for each start. */
function measured(
  widths: readonly number[],
  samples: number,
  measure: GradientMeasure,
  { activation, init }: ReferenceDesign,
): number[][] {
  const layers = widths.slice(1).map((width, l): LayerSettings => {
    const affine = affineLayer(widths[l], width);
    return l === widths.length - 2 ? affine : { ...affine, activation };
  });
  let network: Network | undefined;
  return Array.from({ length: REFERENCE_STARTS }, (_, start) => {
    const random = new RandomState(start + 1);
    const parameters = layers.map(({ fanIn, width }) => ({
      fanIn,
      fanOut: width,
      ...initialize(init, fanIn, width, random),
    }));
    network ??= networkFor(layers, parameters, samples, random);
    for (const [l, layer] of network.layers.entries()) layer.load(parameters[l]);
    network.backpropagate();
    return network.layers.map(({ dW, dz }) => {
      const { l1, l2, max } = network!.engine.magnitudes(measure === 'delta_norm' ? dz : dW);
      if (measure === 'delta_norm') return l2;
      return measure === 'grad_l2' ? l2 : measure === 'grad_max' ? max : l1 / dW.values.length;
    });
  });
}

function networkFor(
  layers: readonly LayerSettings[],
  parameters: Parameters,
  samples: number,
  random: RandomState,
): Network {
  const features = layers[0].fanIn;
  const outputs = layers[layers.length - 1].width;
  const inputs = { samples, features, X: normals(samples * features, 1, random) };
  const engine = wasmEngine('float64');
  // A single output has no classes.
  if (outputs === 1) {
    const data = { ...inputs, targets: normals(samples, 1, random) };
    return new Network(modelOf(engine, layers, parameters), data, { loss: 'meanSquaredError' });
  }
  const y = Int32Array.from({ length: samples }, () => random.randint(0, outputs));
  return new Network(modelOf(engine, layers, parameters), { ...inputs, y });
}
