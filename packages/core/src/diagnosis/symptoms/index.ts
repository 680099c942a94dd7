import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';
import { badlyScaled, mismatch, targetScale } from './data.ts';
import { diverged, oscillating, plateau, stalled } from './descent.ts';
import { flatOutput, output } from './output.ts';
import { exploding, underflow, vanishing } from './signal.ts';
import { dead, saturated, symmetric } from './units.ts';

/**
 * The state of a network. `heldBack`: it trains, but learns clearly less than it could, for a known reason.
 */
export type NetworkState = 'healthy' | 'heldBack' | 'faulty';

/** Whether a network has learned what it should have by now, or is on its way there. */
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
 * The symptoms, causes before consequences: the data, the start, its consequences, finally the step size. A
 * network that learns everything has no symptom, however unusual it looks. One that trains, but learns
 * clearly less, has only those that can hold it back: of its data, its start and its units.
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

/**
 * A network that does as the references do has only the fault that they share; this also covers one that
 * memorized targets that are known to belong to other rows.
 */
function isOfTargets({ progress, targetShift }: Evidence): boolean {
  return progress.learned < thresholds.learned.value || targetShift !== null;
}

/**
 * Large targets can switch units off in one step, for good: then the units are the fault, and the targets are
 * the cause.
 */
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
    // An optimizer that divides by the size of the gradient tolerates a small one, until the format cannot
    // represent it.
    ...(evidence.underflow.onlyFormat ? underflow(evidence) : []),
    ...units(evidence, isBlocked),
    ...exploding(evidence),
    ...vanishing(evidence),
  ];
}

/** Symptoms of units: those that block the signal from the start, or else partial or later ones. */
function units(evidence: Evidence, holds: (symptom: Symptom) => boolean): Symptom[] {
  return [...dead(evidence), ...saturated(evidence)].filter(holds);
}

/**
 * Saturated units come before their effect on the signal; dead units always leave some that pass it on,
 * unless a whole layer is dead.
 */
function isBlocked({ kind, step, severity }: Symptom): boolean {
  return step === 0 && (kind === 'saturated' || severity === 1);
}
