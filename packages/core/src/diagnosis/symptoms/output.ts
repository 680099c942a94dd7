import { percentText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import { doesHarm } from '../dataScale.ts';
import type { Evidence } from '../evidence.ts';
import {
  plainOutput,
  scaleTargets,
  sigmoidOutput,
  toCrossEntropy,
  toSquared,
} from '../remedies/dataRemedies.ts';
import { adam, largerSteps, smallerSteps } from '../remedies/trainingRemedies.ts';
import { flattenedInLog, loggedOutputText, outputInLog } from './loggedOutput.ts';
import type { Found, Numbers, SymptomRules } from './symptomRules.ts';

/** An output that cannot give what the targets or the loss require, or whose slope blocks the errors. */
export const output: SymptomRules = {
  cause: 'output',
  inRuns: {
    found: {
      data: evidence => (evidence.output?.fault === 'slope' ? undefined : inRun(evidence)),
      output: inRun,
    },
    text,
    remedies: [
      plainOutput,
      sigmoidOutput,
      toCrossEntropy,
      scaleTargets,
      toSquared,
      ...largerSteps.slice(0, 2),
      ...smallerSteps,
      adam,
    ],
  },
  inLogs: {
    found: { data: outputInLog, output: flattenedInLog },
    text: loggedOutputText,
    suggestions: [
      { text: 'leave the output layer without activation, and give its values to a loss that takes scores' },
    ],
  },
};

/** Counts only if the network learns clearly more once the output has no activation. */
function inRun({ output, scaled, share, layers }: Evidence): Found | undefined {
  const withPlainOutput = scaled.filter(({ parts }) => parts.includes('output'));
  if (!output || withPlainOutput.length === 0 || !doesHarm('output', scaled, share)) return undefined;
  const { fault, range, targets } = output;
  const finite = range.filter(Number.isFinite);
  return {
    layers: [layers.length, layers.length],
    severity: 1,
    evidence: {
      ...(fault === 'range' && {
        ...(finite.length > 0 && { lowest: range[0] }),
        ...(Number.isFinite(range[1]) && { highest: range[1] }),
        leastTarget: targets[0],
        largestTarget: targets[1],
      }),
      ...(fault === 'oneUnit' && { units: 1 }),
      ...(fault === 'scores' && { takesScores: 1 }),
      ...(fault === 'probabilities' && { takesProbabilities: 1 }),
      shareOnceMended: Math.max(...withPlainOutput.map(one => one.share)),
    },
  };
}

function text(numbers: Numbers): string {
  const { shareOnceMended } = numbers;
  const onceFixed =
    shareOnceMended === undefined
      ? ''
      : `; with a plain output the network learns ${percentText(shareOnceMended)} of what can be learned`;
  return `${faultText(numbers)}${onceFixed}`;
}

function faultText(numbers: Numbers): string {
  const { lowest, highest, leastTarget, largestTarget, units, takesScores, takesProbabilities } = numbers;
  if (units !== undefined) return 'the softmax of one unit is 1, whatever the input';
  if (takesScores !== undefined) return 'the loss takes scores, and gets what an activation has made of them';
  if (takesProbabilities !== undefined) return 'the loss takes probabilities, and gets scores';
  if (leastTarget === undefined) return 'if its activation is flat, no error passes through';
  const targets = `the targets go from ${valueText(leastTarget)} to ${valueText(largestTarget)}`;
  if (lowest === undefined) return targets;
  const range =
    highest === undefined ? `at least ${valueText(lowest)}` : `${valueText(lowest)} to ${valueText(highest)}`;
  return `it gives ${range}, and ${targets}`;
}
