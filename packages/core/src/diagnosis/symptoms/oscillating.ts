import { shareOfText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { ADAM, SMALLER_STEPS } from '../log/suggestion.ts';
import { preNorm } from '../remedies/blockRemedies.ts';
import { adam, clip, smallerSteps, warmUp } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** A loss that jumps up and down, on the same rows too, and does not fall; one that is not finite has diverged instead. */
export const oscillating: SymptomRules = {
  cause: 'stepSize',
  inRuns: {
    found: { steps: inRun },
    text: ({ swing }) =>
      `from one step to the next the loss changes by ${shareOfText(swing)} the best constant answer’s`,
    remedies: [...smallerSteps, adam, clip, warmUp, preNorm],
  },
  inLogs: {
    found: { steps: inLog },
    text: ({ swing }) => `from one row to the next the loss changes by ${shareOfText(swing)} the first loss`,
    suggestions: [SMALLER_STEPS, ADAM],
  },
};

function inRun(evidence: Evidence): Found | undefined {
  const { swing, swingOfSteps, referenceSwing, steps, divergedAt } = evidence;
  const { value } = thresholds.swing;
  const isSteps = swingOfSteps > value && swing > thresholds.swingOfReference.value * referenceSwing;
  if (divergedAt !== null || !(swing > value) || !isSteps) return undefined;
  return {
    step: steps >> 1,
    severity: 1 - 1 / (1 + swing / value),
    evidence: { swing, swingOfSteps, referenceSwing },
  };
}

/** A loss with fewer rows shows no trend. */
const FEWEST_ROWS = 10;

function inLog({ run: { series }, progress: { swing, rows } }: LogEvidence): Found | undefined {
  const limit = logThresholds.swingOfStart.value;
  if (!(swing > limit) || rows < FEWEST_ROWS) return undefined;
  return { step: series.loss.step[rows >> 1], severity: 1 - 1 / (1 + swing / limit), evidence: { swing } };
}
