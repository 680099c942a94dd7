import { exp } from '../../engine/math/exp.ts';
import type { ImportedRun, LoggedLayer } from '../../log/importedRun.ts';
import { countedText, countText } from '../../text/countText.ts';
import { capitalised } from '../../text/listText.ts';
import { percentText, ratioText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import { CAUSES } from '../cause.ts';
import { overfittingText } from '../overfitting.ts';
import { rulesOf } from '../symptoms/index.ts';
import { layersText, type Symptom, symptomTitle } from '../symptoms/symptom.ts';
import type { Numbers } from '../symptoms/symptomRules.ts';
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
  return `${capitalised(symptomTitle({ kind, layers: null, ...(axis && { axis }) }))}${where}${since}: ${(axis === 'time' ? timeText : rulesOf(kind).inLogs?.text)?.(evidence) ?? 'see the evidence'}.`;
}

/** The log's names for the first and the last of some layers. */
function namesText([first, last]: readonly [number, number], logged: readonly LoggedLayer[]): string {
  const names = [logged[first - 1].name, logged[last - 1].name];
  return first === last ? names[0] : names.join(' to ');
}

function timeText({ lnFirstOverLast, timeSteps }: Numbers): string {
  return Number.isFinite(lnFirstOverLast)
    ? `over ${countedText(timeSteps, 'time step')} the gradient at the first becomes ${ratioText(exp(lnFirstOverLast))} that at the last`
    : `within ${countedText(timeSteps, 'time step')} the numbers grow until they are no longer finite`;
}

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
