import { exp } from '../../engine/math/exp.ts';
import type { ImportedRun, LoggedLayer } from '../../log/importedRun.ts';
import { countedText, countText } from '../../text/countText.ts';
import { capitalised } from '../../text/listText.ts';
import { percentText, ratioText, shareOfText } from '../../text/shareText.ts';
import { rangeText, valueText } from '../../text/valueText.ts';
import { CAUSES, layersText, symptomTitle } from '../describe.ts';
import { overfittingText } from '../overfitting.ts';
import type { Symptom, SymptomKind } from '../symptom.ts';
import type { LogVerdict } from './diagnoseLog.ts';
import { overfittingOfLog } from './overfittingOfLog.ts';

/**
 * The verdict in plain words: first whether the run trains, if the log shows it; then each symptom, causes
 * and suggestions; then the grounds.
 */
export function describeLogVerdict(verdict: LogVerdict): string[] {
  const { symptoms, causes, suggestions } = verdict;
  const overfitting = overfittingOfLog(verdict.evidence.run);
  return [
    outcomeText(verdict),
    ...(overfitting ? [overfittingText(overfitting)] : []),
    ...symptoms.map(symptom => symptomText(symptom, verdict.evidence.run.layers)),
    ...(causes.length > 0 ? [`Suspected cause: ${causes.map(({ kind }) => CAUSES[kind]).join('; ')}.`] : []),
    ...(suggestions.length > 0 ? [`Suggested, not proven: ${suggestions.join('; ')}.`] : []),
    groundsText(verdict),
    ...(verdict.evidence.run.notes ?? []),
  ];
}

function outcomeText({ name, steps, healthy, trains, evidence }: LogVerdict): string {
  const { learned, startLoss, loss, accuracy, divergedAt } = evidence.progress;
  const course = [
    ...(Number.isNaN(startLoss) ? [] : [`its loss goes from ${valueText(startLoss)} to ${valueText(loss)}`]),
    ...(Number.isNaN(accuracy) ? [] : [`its accuracy ends at ${percentText(accuracy)}`]),
  ].join(', ');
  const told = `${course} in ${countedText(steps, 'logged step')}`;
  if (trains === null) {
    const reason = Number.isNaN(startLoss)
      ? unknownText(evidence.run)
      : `${told}, which does not say how much was learned`;
    return healthy
      ? `${name} shows no symptom; whether it trains is not known: ${reason}.`
      : `${name} probably does not train: ${reason}.`;
  }
  if (trains) return `${name} trains: ${told}.`;
  if (!healthy || divergedAt !== null) return `${name} does not train: ${told}.`;
  const { constantLoss, loss: last } = evidence.progress;
  if (last >= constantLoss)
    return `${name} shows no symptom: ${told}, but no better so far than the best constant answer.`;
  return `${name} shows no symptom: ${told}, ${percentText(learned)} of what it could lose.`;
}

/** Why the loss says nothing. */
function unknownText({ series, lossParts }: ImportedRun): string {
  if (lossParts) return 'its loss was logged in parts only';
  return series.loss ? 'one point of its loss was logged, which has no course' : 'no loss was logged';
}

function symptomText(
  { kind, axis, layers, step, evidence }: Symptom,
  logged: readonly LoggedLayer[],
): string {
  const where = layers ? ` in ${layersText(layers)} (${namesText(layers, logged)})` : '';
  const since = step > 0 ? `, from step ${countText(step)}` : '';
  return `${capitalised(symptomTitle({ kind, layers: null, ...(axis && { axis }) }))}${where}${since}: ${(axis === 'time' ? timeText : DETAILS[kind])?.(evidence) ?? 'see the evidence'}.`;
}

/** The log's names for the first and the last of some layers. */
function namesText([first, last]: readonly [number, number], logged: readonly LoggedLayer[]): string {
  const names = [logged[first - 1].name, logged[last - 1].name];
  return first === last ? names[0] : names.join(' to ');
}

type Numbers = Symptom['evidence'];

function signalText({
  lnFirstOverLast,
  lnFactor,
  lnReferenceFactor,
  lnReferenceLow,
  lnReferenceHigh,
}: Numbers) {
  const own = `a factor of ${valueText(exp(lnFactor))} a layer`;
  const ends = `the first layer’s gradient is ${ratioText(exp(lnFirstOverLast))} the last one’s`;
  if (Number.isNaN(lnReferenceFactor)) return `${own}; ${ends}`;
  const band = rangeText([exp(lnReferenceLow), exp(lnReferenceHigh)]);
  return `${own}, but random starts of these shapes that train show ${valueText(exp(lnReferenceFactor))}; ${ends}, theirs ${band}`;
}

function timeText({ lnFirstOverLast, timeSteps }: Numbers): string {
  return Number.isFinite(lnFirstOverLast)
    ? `over ${countedText(timeSteps, 'time step')} the gradient at the first becomes ${ratioText(exp(lnFirstOverLast))} that at the last`
    : `within ${countedText(timeSteps, 'time step')} the numbers grow until they are no longer finite`;
}

function scaleText({ rms, largestDeviation, offset, loss }: Numbers, what: string): string {
  if (loss !== undefined) return `the loss is ${valueText(loss)} and more, as of targets far from size 1`;
  return `${what} have a root mean square of ${valueText(rms)}, deviations up to ${valueText(largestDeviation)} and means up to ${valueText(offset)} deviations from 0`;
}

const DETAILS: Readonly<Partial<Record<SymptomKind, (evidence: Numbers) => string>>> = {
  derivative: () =>
    'the gradient is not finite at a step with finite loss and weights, as for a square root, a logarithm or a quotient at 0',
  precision: ({ gradientNorm }) =>
    `the update makes the weights no numbers, of a gradient of ordinary size (norm ${valueText(gradientNorm)}): a number of the update, as the ε of Adam, is 0 or infinite in its format`,
  accumulating: ({ share }) =>
    `in ${percentText(share)} of the logged steps the gradient was not 0 before it was computed`,
  imbalanced: ({ ownLossOverStart, opponentLossOverStart }) =>
    `the loss of the other network has fallen to ${percentText(opponentLossOverStart)} of its start, its own is at ${percentText(ownLossOverStart)}: there is nothing left to learn from the other`,
  mismatch: ({ neighbourScore, chanceDeviation }) =>
    `a sample’s nearest neighbours predict its target no better than chance: ${percentText(neighbourScore)} better, where shuffled targets give 0 % ± ${percentText(chanceDeviation)}`,
  badlyScaled: numbers => scaleText(numbers, 'the inputs'),
  targetScale: numbers => scaleText(numbers, 'the targets'),
  output: ({ leastTarget, largestTarget, largestGradient, silentShare }) =>
    silentShare !== undefined
      ? `${percentText(silentShare)} of the gradient of the outputs’ weights is exactly 0, as behind a ReLU on the outputs`
      : largestGradient === 0
        ? 'the gradient is exactly 0 in all layers: the answers do not depend on the weights'
        : leastTarget === undefined
          ? 'its activation and the loss do not go together'
          : `its activation cannot reach targets from ${valueText(leastTarget)} to ${valueText(largestTarget)}`,
  symmetric: () => 'the units of a layer have the same weights, and learn the same',
  collapsed: ({ answers, targets }) =>
    `over a batch the answers differ by ${valueText(answers)}${targets > 0 ? `, the targets by ${valueText(targets)}` : ''}`,
  dead: ({ largestShare }) =>
    `up to ${percentText(largestShare)} of a layer’s units, or of their gradients, are exactly off`,
  saturated: ({ largestShare }) =>
    `up to ${percentText(largestShare)} of a layer’s values are in the flat part of the activation`,
  exploding: signalText,
  vanishing: signalText,
  diverged: ({ finalLossOverStart }) =>
    Number.isFinite(finalLossOverStart)
      ? `the loss ends at ${ratioText(finalLossOverStart)} its start`
      : 'the loss is no longer finite',
  oscillating: ({ swing }) =>
    `from one row to the next the loss changes by ${shareOfText(swing)} the first loss`,
  underflow: ({ highestLayerWithoutSignal }) =>
    `from layer ${highestLayerWithoutSignal} down the gradient is exactly 0, too small for the format`,
  stalled: ({ gone, updateRatio, accuracy, chance }) =>
    `${accuracy === undefined ? '' : `an accuracy of ${percentText(accuracy)} is chance (${percentText(chance)}); `}${percentText(gone)} of the first loss is gone${Number.isNaN(updateRatio) ? '' : `; a step moves the weights by at most ${shareOfText(updateRatio)} their size`}`,
};

/** The grounds of the verdict, so that nobody mistakes silence for health. */
function groundsText({ evidence: { run, profile, bands } }: LogVerdict): string {
  if (run.orderKnown === false)
    return 'Gradients of several layers were logged, but not the order of the layers.';
  if (!profile && run.hasUnreadGradients)
    return 'Numbers that may be gradients were not understood: only the loss was looked at.';
  if (!profile) return 'No gradients of several layers were logged: only the loss was looked at.';
  const count = `gradients of ${countedText(run.layers.length, 'layer')}`;
  return bands
    ? `Told from the ${count}, compared with random starts of the same shapes.`
    : `Told from the ${count}, layer compared with layer: their shapes were not logged, or they are not a chain of dense layers.`;
}
