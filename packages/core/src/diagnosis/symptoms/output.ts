import { doesHarm } from '../dataScale.ts';
import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';

/** An output that cannot give what the targets or the loss require, and holds the network back. */
export function output(evidence: Evidence): Symptom[] {
  return evidence.output?.fault === 'slope' ? [] : outputSymptom(evidence);
}

/** An output that could, but whose slope blocks the errors, so that the network learns more without it. */
export function flatOutput(evidence: Evidence): Symptom[] {
  return evidence.output?.fault === 'slope' ? outputSymptom(evidence) : [];
}

/** Counts only if the network learns clearly more once the output has no activation. */
function outputSymptom({ output, scaled, share, layers }: Evidence): Symptom[] {
  const withPlainOutput = scaled.filter(({ parts }) => parts.includes('output'));
  if (!output || withPlainOutput.length === 0 || !doesHarm('output', scaled, share)) return [];
  const { fault, range, targets } = output;
  const finite = range.filter(Number.isFinite);
  return [
    {
      kind: 'output',
      layers: [layers.length, layers.length],
      step: 0,
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
    },
  ];
}
