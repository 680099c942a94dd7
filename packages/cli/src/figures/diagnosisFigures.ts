import { diagnosisFigure } from '@gradscope/figures';
import type { Verdict } from 'gradscope';
import type { Figure } from './figure.ts';

/** One figure for each verdict: where the signal is lost. A network without hidden layers has none. */
export function diagnosisFigures(verdicts: readonly Verdict[]): Figure[] {
  return verdicts
    .filter(({ evidence }) => evidence.signal.length > 0)
    .map(verdict => ({
      name: `diagnosis-${verdict.name}`,
      draw: options => diagnosisFigure(verdict, options),
    }));
}
