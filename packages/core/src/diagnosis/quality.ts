import { type AnyDataset, isRegression, type RegressionDataset } from '../data/dataset.ts';
import type { Precision } from '../engine/engine.ts';
import { wasmEngine } from '../engine/wasm.ts';
import type { Evaluation } from '../experiment/evaluate.ts';
import { lossOf } from '../experiment/lossOf.ts';
import type { Run } from '../experiment/run.ts';
import type { Experiment } from '../experiment/schema.ts';
import { predict } from '../network/predict.ts';
import { baselineOf } from './baseline.ts';
import { penaltyOf } from './penalty.ts';

/**
 * How good the final parameters are on some rows. Quantities that do not apply or are not finite are left
 * out.
 */
export interface Quality {
  /** Mean loss over the rows, without the `l2` term. */
  readonly loss?: number;
  /** Share of the rows classified right, 0 … 1; of classes only. */
  readonly accuracy?: number;
  /** Root mean squared error over all values, in the unit of the targets; of values only. */
  readonly rmse?: number;
  /**
   * R² = 1 − Σ(o − t)² / Σ(t − t̄)², t̄ by output: 1 for a perfect answer, 0 for the best constant one, below 0 for a worse one;
   * of values that are not all the same only.
   *
   * Source: scikit-learn's `r2_score`, `multioutput="variance_weighted"`.
   */
  readonly explained?: number;
}

/** The quality of a run on the rows it learned from, and on those held out, if there are any. */
export function qualityOf(
  experiment: Experiment,
  data: AnyDataset,
  run: Pick<Run, 'loss' | 'accuracy' | 'test' | 'final' | 'layers'>,
): { readonly training: Quality; readonly test?: Quality } {
  const loss = run.loss - penaltyOf(run.final, experiment.training.l2);
  const training = quality(experiment, data, run, { loss, accuracy: run.accuracy });
  if (!run.test || !data.test) return { training };
  return { training, test: quality(experiment, data.test, run, run.test) };
}

function quality(
  experiment: Experiment,
  data: AnyDataset,
  run: Pick<Run, 'layers' | 'final'>,
  { loss, accuracy }: Evaluation,
): Quality {
  if (!Number.isFinite(loss)) return {};
  if (!isRegression(data)) return { loss, accuracy };
  const isSquared = lossOf(experiment, data) === 'meanSquaredError';
  const squared = isSquared ? loss : squaredError(data, run, experiment.precision);
  const rmse = Math.sqrt(Math.max(0, squared));
  const { loss: variance } = baselineOf(data, 'meanSquaredError');
  return variance > 0 ? { loss, rmse, explained: 1 - squared / variance } : { loss, rmse };
}

/** The mean squared error of a run that was trained by another loss. */
function squaredError(
  { X, targets }: RegressionDataset,
  { layers, final }: Pick<Run, 'layers' | 'final'>,
  precision: Precision,
): number {
  const outputs = predict(wasmEngine(precision), layers, final, X);
  const squares = outputs.reduce((sum, output, i) => sum + (output - targets[i]) * (output - targets[i]), 0);
  return squares / outputs.length;
}
