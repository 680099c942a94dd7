import { percentText } from '../../text/shareText.ts';
import { runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Gradients that survive the update, in most of the steps that report it: they are never set to zero. */
export const accumulating: SymptomRules = {
  inLogs: {
    found: { gradients: accumulatingInLog },
    text: ({ share }) =>
      `in ${percentText(share)} of the logged steps the gradient was not 0 before it was computed`,
    suggestions: [{ text: 'call optimizer.zero_grad() before each backward pass' }],
    countsInGame: () => true,
  },
};

const FEWEST_STEPS = 3;

function accumulatingInLog({ run }: LogEvidence): Found | undefined {
  const series = runSeries(run, 'accumulating');
  const rows = runSeries(run, 'grad_norm')?.step.length ?? 0;
  const count = series?.values.filter(value => value === 1).length ?? 0;
  if (!series || rows < FEWEST_STEPS || !(count > rows / 2)) return undefined;
  return { step: series.step[0], severity: 1, evidence: { share: count / rows } };
}
