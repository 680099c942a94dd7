import { exp } from '../engine/math/exp.ts';
import { countedText, countText } from '../text/countText.ts';
import { capitalised } from '../text/listText.ts';
import { percentText, ratioText, shareOfText } from '../text/shareText.ts';
import { valueText } from '../text/valueText.ts';
import type { CauseKind } from './cause.ts';
import type { Verdict } from './diagnosis.ts';
import { rangeWhere } from './layerRange.ts';
import { overfittingText } from './overfitting.ts';
import type { RemedyProof } from './proof.ts';
import type { Symptom, SymptomKind } from './symptom.ts';
import { thresholds } from './thresholds.ts';
import type { UnderflowEvidence } from './underflow.ts';

/** The verdict in plain words: first whether it trains, then each symptom, the causes, and the remedies. */
export function describeVerdict(verdict: Verdict): string[] {
  const { symptoms, causes, remedies } = verdict;
  const { overfitting } = verdict.evidence;
  const proven = remedies.length > 0 ? 'Cause' : 'Suspected cause';
  const best = remedies.find(({ proven }) => proven);
  return [
    outcomeText(verdict),
    ...(overfitting ? [overfittingText(overfitting)] : []),
    ...symptoms.map(symptomText),
    ...halfPrecisionTexts(verdict.evidence.underflow),
    ...(causes.length > 0 ? [`${proven}: ${causes.map(({ kind }) => CAUSES[kind]).join('; ')}.`] : []),
    ...remedyTexts(remedies, best),
  ];
}

/** Facts that matter only for training in half precision. */
function halfPrecisionTexts({ half }: UnderflowEvidence): string[] {
  const isLost = (share: number) => share > thresholds.underflow.value;
  const layers = rangeWhere(half, ({ float16 }) => isLost(float16));
  if (!layers) return [];
  const most = percentText(Math.max(...half.map(({ float16 }) => float16)));
  const other = half.some(({ bfloat16 }) => isLost(bfloat16))
    ? 'bfloat16 does not help'
    : 'bfloat16 holds them';
  return [
    `In float16, without loss scaling, up to ${most} of a layer’s gradient entries would be 0 in ${layersText(layers)}; ${other}.`,
  ];
}

function outcomeText({ name, state, evidence, partial }: Verdict): string {
  const { steps, asked, progress, reference, learnable, share, expectedShare } = evidence;
  const soFar = partial ? ' so far' : '';
  const other =
    learnable === 0
      ? 'and no reference network learns any of it, so it is judged by the best constant answer'
      : `a reference network ${percentText(reference.learned)}`;
  const learned = `it has learned ${percentText(progress.learned)} of what can be learned after ${countedText(steps, 'step')}, ${other}`;
  if (state === 'faulty') return `${name} does not train${soFar}: ${learned}.`;
  if (state === 'heldBack') return `${name} trains, but is held back${soFar}: ${learned}.`;
  const later = share < expectedShare && steps < asked ? `, and its loss falls on` : '';
  return `${name} is healthy${soFar}: ${learned}${later}.`;
}

function remedyTexts(remedies: readonly RemedyProof[], best: RemedyProof | undefined): string[] {
  if (remedies.length === 0) return [];
  if (!best)
    return [
      remedies.length === 1
        ? 'The remedy tried is not proven.'
        : `None of ${remedies.length} remedies tried is proven.`,
    ];
  const { change, trained, runs, interval, steps } = best;
  const after = steps === null ? '' : `, within ${countedText(steps, 'step')}`;
  return [
    `Remedy: ${change.text}. With it, ${trained} of ${countedText(runs, 'run')} train${trained === 1 ? 's' : ''}${after} (${percentText(interval[0])} to ${percentText(interval[1])} at 95 % confidence).`,
  ];
}

/** `Vanishing gradient in layers 3 to 9: …` */
function symptomText(symptom: Symptom): string {
  const { kind, step, evidence } = symptom;
  const since = step > 0 ? `, at step ${countText(step)}` : '';
  return `${capitalised(symptomTitle(symptom))}${since}: ${DETAILS[kind]?.(evidence) ?? 'see the evidence'}.`;
}

/** `vanishing gradient in layers 3 to 9` */
export function symptomTitle({ kind, axis, layers }: Pick<Symptom, 'kind' | 'axis' | 'layers'>): string {
  const name = axis === 'time' ? `${NAMES[kind]} through time` : NAMES[kind];
  return layers ? `${name} in ${layersText(layers)}` : name;
}

export function layersText([first, last]: readonly [number, number]): string {
  return first === last ? `layer ${first}` : `layers ${first} to ${last}`;
}

const NAMES: Readonly<Record<SymptomKind, string>> = {
  derivative: 'a derivative that does not exist',
  precision: 'an update that its number format cannot hold',
  accumulating: 'gradients that are never set to zero',
  imbalanced: 'a game that one network has won',
  mismatch: 'targets that do not belong to the inputs',
  badlyScaled: 'badly scaled inputs',
  targetScale: 'badly scaled targets',
  output: 'an output that does not fit the targets or the loss',
  symmetric: 'symmetric units',
  dead: 'dead units',
  saturated: 'saturated units',
  exploding: 'exploding signal',
  vanishing: 'vanishing gradient',
  diverged: 'diverged',
  oscillating: 'oscillating loss',
  underflow: 'underflow',
  collapsed: 'the same answer to every input',
  stalled: 'stalled',
};

type Numbers = Symptom['evidence'];

const signalText = ({ lnFactor, lnReferenceFactor, lnFirstOverLast }: Numbers) =>
  `a factor of ${valueText(exp(lnFactor))} per layer, but a network of these widths that trains shows ${valueText(exp(lnReferenceFactor))}; ` +
  `the first layer’s signal is ${ratioText(exp(lnFirstOverLast))} the last one’s`;

function shiftText(shift: number | undefined): string {
  if (shift === undefined) return '';
  return `; they belong to the targets ${countedText(Math.abs(shift), 'row')} ${shift > 0 ? 'below' : 'above'}`;
}

function scaleText({ rms, largestDeviation, smallestDeviation, offset, shareOnceScaled }: Numbers): string {
  const size = `root mean square ${valueText(rms)}`;
  if (largestDeviation === 0) return `${size}, and no column differs from row to row`;
  const deviations =
    smallestDeviation === largestDeviation
      ? `a deviation of ${valueText(largestDeviation)}`
      : `deviations from ${valueText(smallestDeviation)} to ${valueText(largestDeviation)}`;
  const onceFixed =
    shareOnceScaled === undefined
      ? ''
      : `; standardized, the network learns ${percentText(shareOnceScaled)} of what can be learned`;
  return `${size}, ${deviations}, means up to ${valueText(offset)} deviations from 0${onceFixed}`;
}

function outputText(numbers: Numbers): string {
  const { shareOnceMended } = numbers;
  const onceFixed =
    shareOnceMended === undefined
      ? ''
      : `; with a plain output the network learns ${percentText(shareOnceMended)} of what can be learned`;
  return `${outputFaultText(numbers)}${onceFixed}`;
}

function outputFaultText(numbers: Numbers): string {
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

const DETAILS: Readonly<Partial<Record<SymptomKind, (evidence: Numbers) => string>>> = {
  mismatch: ({ neighbourScore, chance, chanceDeviation, targetShift }) =>
    `nearest neighbours predict ${percentText(neighbourScore)}, with the targets shuffled ${percentText(chance)} ± ${percentText(chanceDeviation)}${shiftText(targetShift)}`,
  badlyScaled: scaleText,
  targetScale: scaleText,
  output: outputText,
  symmetric: ({ distinctUnits }) =>
    `${percentText(distinctUnits)} of the units differ from the others; the rest learn the same`,
  dead: ({ largestShare, referenceShare }) =>
    `up to ${percentText(largestShare)} of a layer’s units are off on all data, ${percentText(referenceShare)} in a reference start`,
  saturated: ({ largestShare }) =>
    `up to ${percentText(largestShare)} of a layer’s values are in the flat part of the activation`,
  exploding: numbers =>
    `${signalText(numbers)}; the first loss is ${ratioText(numbers.startLossOverBaseline)} that of the best constant answer`,
  vanishing: signalText,
  diverged: ({ finalLossOverStart }) =>
    Number.isFinite(finalLossOverStart)
      ? `the loss ends at ${ratioText(finalLossOverStart)} its start`
      : 'the loss is no longer finite',
  oscillating: ({ swing }) =>
    `from one step to the next the loss changes by ${shareOfText(swing)} the best constant answer’s`,
  underflow: ({ largestShare }) =>
    `up to ${percentText(largestShare)} of a layer’s gradient entries are exactly 0, too small for the format`,
  stalled: ({ moved, share }) =>
    `the weights moved by ${shareOfText(moved)} their size, and ${percentText(share)} of what can be learned was learned`,
};

export const CAUSES: Readonly<Record<CauseKind, string>> = {
  activationSlope: 'the slope of the activation',
  weightScale: 'the scale of the weights at the start',
  depth: 'the number of layers, each of which loses a little',
  equalUnits: 'weights that start equal',
  stepSize: 'the size of the steps',
  inputScale: 'the scale of the inputs',
  targetScale: 'the scale of the targets',
  duration: 'too few steps',
  targets: 'targets that do not depend on the inputs',
  output: 'the activation of the output',
  loss: 'the loss',
  precision: 'the precision of the numbers',
};
