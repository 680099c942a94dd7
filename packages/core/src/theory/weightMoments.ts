import type { InitSettings } from '../network/initializer/index.ts';
import { glorot, he, lecun } from '../network/initializer/scaled.ts';

/** The moments of an entry of the initial W, and of an entry of b, whose mean is 0. */
export interface WeightMoments {
  readonly weightMean: number;
  readonly weightVariance: number;
  readonly biasVariance: number;
  /** A property that mean-field theory does not cover. */
  readonly beyondTheory?: string;
}

/** The moments that an initializer gives to a layer of `fanIn` inputs and `fanOut` columns of W. */
export function weightMoments(init: InitSettings, fanIn: number, fanOut: number): WeightMoments {
  switch (init.kind) {
    case 'normal':
      return centered(init.std * init.std);
    case 'uniform':
      return centered((init.limit * init.limit) / 3);
    case 'constant':
      return { ...centered(0), weightMean: init.value };
    case 'zeros':
      return centered(0);
    case 'orthogonal':
      // The moments of orthonormal columns, or rows, of this length.
      return centered((init.gain * init.gain) / Math.max(fanIn, fanOut));
    case 'glorotNormal':
    case 'glorotUniform':
    case 'kerasDefault':
      return centered(glorot(fanIn, fanOut));
    case 'heNormal':
    case 'heUniform':
      return centered(he(fanIn, fanOut));
    case 'lecunNormal':
    case 'lecunUniform':
      return centered(lecun(fanIn, fanOut));
    case 'pytorchDefault':
      return centered(1 / (3 * fanIn), 1 / (3 * fanIn));
    case 'meanField':
      return centered((init.sigmaW * init.sigmaW) / fanIn, init.sigmaB * init.sigmaB);
    case 'identity':
      return { ...centered(Number.NaN), beyondTheory: 'weights that are not random' };
    case 'lsuv':
      return { ...centered(Number.NaN), beyondTheory: 'weights that are scaled to the data' };
  }
}

function centered(weightVariance: number, biasVariance = 0): WeightMoments {
  return { weightMean: 0, weightVariance, biasVariance };
}
