import type { Evidence } from './evidence.ts';
import { findSymptoms } from './symptoms/index.ts';
import type { Symptom } from './symptoms/symptom.ts';
import { RUN_STAGES } from './symptoms/symptomRules.ts';
import { thresholds } from './thresholds.ts';

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

type Stages = readonly (typeof RUN_STAGES)[number][];

/** What can hold a network back that trains: its data, its start and its units. */
const HOLD_BACK: Stages = ['data', 'start', 'format', 'units', 'signal', 'later', 'output'];

/**
 * The symptoms, causes before consequences: the data, the start, its consequences, finally the step size. A
 * network that learns everything has no symptom, however unusual it looks. One that trains, but learns
 * clearly less, has only those that can hold it back: of its data, its start and its units.
 */
export function symptomsOf(evidence: Evidence): Symptom[] {
  const find = (stages: Stages) => findSymptoms(stages, ({ inRuns }) => inRuns?.found, evidence);
  if (trains(evidence)) {
    const ofTargets = isOfTargets(evidence) ? find(['targets']) : [];
    return ofTargets.length > 0 || evidence.expectedShare >= thresholds.cured.value
      ? ofTargets
      : find(HOLD_BACK);
  }
  const found = find(RUN_STAGES.filter(stage => stage !== 'otherwise'));
  return found.length > 0 ? found : find(['otherwise']);
}

/**
 * A network that does as the references do has only the fault that they share; this also covers one that
 * memorized targets that are known to belong to other rows.
 */
function isOfTargets({ progress, targetShift }: Evidence): boolean {
  return progress.learned < thresholds.learned.value || targetShift !== null;
}
