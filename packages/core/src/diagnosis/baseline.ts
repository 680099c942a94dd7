import { columnMoments } from '../data/columnMoments.ts';
import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { log } from '../engine/math/log.ts';
import type { LossKind } from '../network/loss.ts';

/** How well the best constant answer does: what a network knows that has learned nothing. */
export interface Baseline {
  readonly loss: number;
  /** Share of the largest class; NaN where there are no classes. */
  readonly accuracy: number;
}

/** The loss and accuracy of the best answer that does not look at the inputs. */
export function baselineOf(data: AnyDataset, loss: LossKind): Baseline {
  if (isRegression(data)) return { loss: variance(data.targets, data.outputs), accuracy: Number.NaN };
  const counts = new Float64Array(data.classes);
  for (const label of data.y) counts[label]++;
  const shares = [...counts].map(count => count / data.samples).filter(share => share > 0);
  const sum = (term: (share: number) => number) => shares.reduce((total, share) => total + term(share), 0);
  return {
    loss:
      loss === 'crossEntropy'
        ? sum(share => -share * log(share))
        : sum(share => share * (1 - share)) / data.classes,
    accuracy: Math.max(...shares),
  };
}

/** Mean over the columns of `values`, row-major, of their variances. */
function variance(values: Float64Array, columns: number): number {
  let total = 0;
  for (let j = 0; j < columns; j++) total += columnMoments(values, columns, j).variance;
  return total / columns;
}
