import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';
import { badlyScaled, mismatch, targetScale } from './data.ts';
import { diverged, oscillating, plateau, stalled } from './descent.ts';
import { flatOutput, output } from './output.ts';
import { exploding, underflow, vanishing } from './signal.ts';
import { dead, saturated, symmetric } from './units.ts';

/** How a network does. `heldBack`: it trains, and learns clearly less than there is, for a reason that is known. */
export type NetworkState = 'healthy' | 'heldBack' | 'faulty';

/** Whether a network has learned what it should have by now, or is on its way to. */
export function trains({ divergedAt, expectedShare }: Evidence): boolean {
  return divergedAt === null && expectedShare >= thresholds.learned.value;
}

/** The state of a network with these symptoms. */
export function stateOf(evidence: Evidence, symptoms: readonly Symptom[]): NetworkState {
  if (symptoms.length === 0) return 'healthy';
  const isMismatched = symptoms.some(({ kind }) => kind === 'mismatch');
  return trains(evidence) && !isMismatched ? 'heldBack' : 'faulty';
}

/**
 * What is wrong, causes before consequences: the data, the start, what became of it, last the step size. A network that
 * learns all there is has no symptom, however unusual it looks. One that trains, but learns clearly less, has only those that
 * can hold it back: of its data, its start and its units.
 */
export function symptomsOf(evidence: Evidence): Symptom[] {
  if (trains(evidence)) {
    const ofTargets = isOfTargets(evidence) ? mismatch(evidence) : [];
    if (ofTargets.length > 0 || evidence.expectedShare >= thresholds.cured.value) return ofTargets;
    return eachOnce([
      ...ofData(evidence),
      ...ofSignal(evidence),
      ...units(evidence, symptom => !isBlocked(symptom)),
      ...flatOutput(evidence),
    ]);
  }
  const found = eachOnce([
    ...mismatch(evidence),
    ...ofData(evidence),
    ...ofSignal(evidence),
    ...flatOutput(evidence),
    ...stalled(evidence),
    ...diverged(evidence),
    ...units(evidence, symptom => !isBlocked(symptom)),
    ...oscillating(evidence),
    ...(evidence.underflow.onlyFormat ? [] : underflow(evidence)),
  ]);
  return found.length > 0 ? found : plateau(evidence);
}

/** The first of each kind. */
const eachOnce = (symptoms: readonly Symptom[]): Symptom[] =>
  symptoms.filter(({ kind }, i) => symptoms.findIndex(other => other.kind === kind) === i);

/** A network that does as the references do has only the fault that they share; one that learned by heart only targets that are known to belong to other rows. */
function isOfTargets({ progress, targetShift }: Evidence): boolean {
  return progress.learned < thresholds.learned.value || targetShift !== null;
}

/** Large targets can throw units off in one step, for good: then the units are what is wrong, and the targets are why. */
function ofData(evidence: Evidence): Symptom[] {
  const ofTargets = targetScale(evidence);
  return [
    ...output(evidence),
    ...badlyScaled(evidence),
    ...(ofTargets.length > 0 ? dead(evidence) : []),
    ...ofTargets,
  ];
}

function ofSignal(evidence: Evidence): Symptom[] {
  return [
    ...symmetric(evidence),
    // An optimizer that divides by the size of the gradient does not mind a small one, until the format has none as small.
    ...(evidence.underflow.onlyFormat ? underflow(evidence) : []),
    ...units(evidence, isBlocked),
    ...exploding(evidence),
    ...vanishing(evidence),
  ];
}

/** Of units: what stops the signal from the start, or else what is so in part, or became so later. */
function units(evidence: Evidence, holds: (symptom: Symptom) => boolean): Symptom[] {
  return [...dead(evidence), ...saturated(evidence)].filter(holds);
}

/** Saturated units come before what they do to the signal; of dead ones some are always left that pass it on, unless all of a layer are. */
function isBlocked({ kind, step, severity }: Symptom): boolean {
  return step === 0 && (kind === 'saturated' || severity === 1);
}
