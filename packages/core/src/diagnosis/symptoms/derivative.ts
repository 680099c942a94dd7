import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedSeries } from '../../log/loggedSeries.ts';
import type { LoggedEvent } from '../../log/runDetail.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { broken, firstBad } from './loggedNumbers.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/**
 * A gradient that is not finite at a step with finite loss and parameters: an operation has no derivative
 * there.
 */
export const derivative: SymptomRules = {
  inLogs: {
    found: { numbers: derivativeInLog },
    text: () =>
      'the gradient is not finite at a step with finite loss and weights, as for a square root, a logarithm or a quotient at 0',
    suggestions: [
      {
        text: 'keep the operation away from points without a derivative: √(x + ε), log(x + ε), division by at least ε',
      },
      { text: 'neither clipping nor smaller steps help: the gradient is not finite before them' },
    ],
    countsInGame: () => true,
  },
};

export function derivativeInLog(evidence: LogEvidence): Found | undefined {
  const first = evidence.run.detail ? firstBad(evidence) : firstLostGradient(evidence.run);
  return first?.what.startsWith('gradient ') ? broken(evidence, first) : undefined;
}

/**
 * For logs before schema 2, in which NaN also means not logged: the first step with weights and a finite loss
 * at which all gradients are missing, though other steps have them or the loss breaks later.
 */
function firstLostGradient({ series: { grad_l2, weight_l2, loss } }: ImportedRun): LoggedEvent | undefined {
  if (!grad_l2 || !weight_l2 || !loss) return undefined;
  const row = Array.from(grad_l2.step).findIndex(
    (step, at) =>
      rowOf(grad_l2, at).every(Number.isNaN) &&
      isAllFinite(weight_l2, weight_l2.step.indexOf(step)) &&
      isAllFinite(loss, loss.step.indexOf(step)),
  );
  const breaks = loss.values.some(value => !Number.isFinite(value));
  return row >= 0 && breaks ? { step: grad_l2.step[row], what: 'gradient ' } : undefined;
}

const rowOf = ({ columns, values }: LoggedSeries, row: number): Float64Array =>
  values.subarray(row * columns, (row + 1) * columns);

const isAllFinite = (series: LoggedSeries, row: number): boolean =>
  row >= 0 && rowOf(series, row).every(Number.isFinite);
