import { valueText } from '../../text/valueText.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { broken, firstBad } from './loggedNumbers.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** A parameter that an update of ordinary size made no number: a number of the update is 0 or infinite in its format. */
export const precision: SymptomRules = {
  inLogs: {
    found: { numbers: precisionInLog },
    text: ({ gradientNorm }) =>
      `the update makes the weights no numbers, of a gradient of ordinary size (norm ${valueText(gradientNorm)}): a number of the update, as the ε of Adam, is 0 or infinite in its format`,
    suggestions: [
      { text: 'keep the weights and the optimizer’s moments in float32, or its ε above 1e-4 in float16' },
    ],
    countsInGame: () => true,
  },
};

export function precisionInLog(evidence: LogEvidence): Found | undefined {
  const first = firstBad(evidence);
  return first?.what.startsWith('update ') ? broken(evidence, first) : undefined;
}
