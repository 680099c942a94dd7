import { valueText } from '../../text/valueText.ts';
import { late, runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { SMALLER_STEPS } from '../log/suggestion.ts';
import { mayBeOnPlateau } from './stalled.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** The same answer to every input, though the targets differ. */
export const collapsed: SymptomRules = {
  inLogs: {
    found: { otherwise: inLog },
    text: ({ answers, targets }) =>
      `over a batch the answers differ by ${valueText(answers)}${targets > 0 ? `, the targets by ${valueText(targets)}` : ''}`,
    suggestions: [{ text: 'check the output layer and its loss' }, SMALLER_STEPS],
  },
};

function inLog({ run }: LogEvidence): Found | undefined {
  const across = runSeries(run, 'outputs_across');
  const answers = late(across);
  const targets = late(runSeries(run, 'targets_across'));
  const size = late(runSeries(run, 'outputs_std'));
  const other = targets > 0 ? targets : size;
  if (!across || !(answers < logThresholds.sameAnswers.value * other) || mayBeOnPlateau(run))
    return undefined;
  return { step: across.step[across.step.length >> 1], severity: 1, evidence: { answers, targets } };
}
