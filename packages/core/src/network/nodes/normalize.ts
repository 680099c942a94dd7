import type { Engine, Tensor } from '../../engine/engine.ts';
import { copy } from '../arithmetic.ts';
import { learnedTensor } from '../parameters.ts';
import { BatchStatistics } from './batchNorm.ts';
import { LayerStatistics } from './layerNorm.ts';
import type { Node, SavedTensor, Shape } from './node.ts';
import { RmsStatistics } from './rmsNorm.ts';
import { scaleAndShift, scaleAndShiftBackward } from './scaleAndShift.ts';
import type { RunningValues, Statistics } from './statistics.ts';

export type NormalizationName = 'batch' | 'layer' | 'rms';

/** A normalization, for those that ask which. */
export interface NormalizationNode extends Node {
  readonly kind: 'normalization';
  readonly normalization: NormalizationName;
}

/**
 * `x̂ = (x − mean) / √(variance + ε)`, `h = γ ⊙ x̂ + β`, with γ and β `[1, channels]` learned; γ begins at 1, β
 * at 0. Batch and layer normalization differ in the values over which they take mean and variance; RMS normalization
 * leaves the mean, and has no β.
 *
 * @param suffix of the names of its tensors
 */
export function normalize(
  engine: Engine,
  from: number,
  shape: Shape,
  kind: NormalizationName,
  suffix = '',
): NormalizationNode {
  const row = (value = 0): Tensor => {
    const tensor = engine.tensor(1, shape.channels);
    tensor.values.fill(value);
    return tensor;
  };
  const size = [1, shape.channels] as const;
  const gamma = learnedTensor(engine, `gamma${suffix}`, size, { start: 1 });
  const beta = learnedTensor(engine, `beta${suffix}`, size);
  const running: RunningValues | undefined = kind === 'batch' ? { mean: row(), variance: row(1) } : undefined;
  const kept: SavedTensor[] = running
    ? [
        { name: `mean${suffix}`, tensor: running.mean },
        { name: `variance${suffix}`, tensor: running.variance },
      ]
    : [];
  const learned = kind === 'rms' ? [gamma] : [gamma, beta];
  return {
    kind: 'normalization',
    normalization: kind,
    from: [from],
    shape,
    learned,
    saved: [...learned, ...kept],
    part: 'normalization',
    readsInput: false,
    readsOutput: false,
    inPlace: 'signal',
    takesInput: true,
    on({ x: [x], ownsInput, h, d, dx: [dx], gradients: [dGamma, dBeta] }, engine) {
      const statistics = statisticsOf(kind, running);
      const xHat = ownsInput ? x : engine.tensor(x.rows, x.columns);
      return {
        forward(training) {
          copy(x, xHat);
          statistics.normalize(xHat, training);
          scaleAndShift(xHat, gamma.tensor, beta.tensor, h);
        },
        backward() {
          const signal = dx ?? d;
          copy(d, signal);
          scaleAndShiftBackward(xHat, gamma.tensor, signal, dGamma, dBeta);
          if (dx) statistics.backward(xHat, dx);
        },
        ...(statistics.remember && { remember: () => statistics.remember?.() }),
      };
    },
  };
}

function statisticsOf(kind: NormalizationName, running: RunningValues | undefined): Statistics {
  if (running) return new BatchStatistics(running);
  return kind === 'rms' ? new RmsStatistics() : new LayerStatistics();
}
