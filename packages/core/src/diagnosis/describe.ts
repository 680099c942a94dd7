import { countedText, countText } from '../text/countText.ts';
import { capitalised } from '../text/listText.ts';
import { percentText } from '../text/shareText.ts';
import { CAUSES } from './cause.ts';
import type { Verdict } from './diagnosis.ts';
import { rangeWhere } from './layerRange.ts';
import { overfittingText } from './overfitting.ts';
import type { RemedyProof } from './proof.ts';
import { rulesOf } from './symptoms/index.ts';
import { layersText, type Symptom, symptomTitle } from './symptoms/symptom.ts';
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
  return `${capitalised(symptomTitle(symptom))}${since}: ${rulesOf(kind).inRuns?.text(evidence) ?? 'see the evidence'}.`;
}
