import { findSymptoms } from '../symptoms/index.ts';
import { endOfLearning } from '../symptoms/loggedUnits.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { LOG_STAGES } from '../symptoms/symptomRules.ts';
import { thresholds } from '../thresholds.ts';
import type { LogEvidence } from './logEvidence.ts';

/** Whether a run learns anything; undefined if its log does not say. */
export function logTrains(evidence: LogEvidence): boolean | undefined {
  const { learned, divergedAt } = evidence.progress;
  if (divergedAt !== null || endOfLearning(evidence)) return false;
  return Number.isNaN(learned) ? undefined : learned >= thresholds.learned.value;
}

/**
 * The symptoms, causes before consequences, as for own runs: numbers that broke for reasons of their own, the
 * data and the targets of the output, the start, its consequences, finally the step size. If the run learns,
 * the only symptom can be gradients that are never set to zero.
 */
export function logSymptomsOf(evidence: LogEvidence): Symptom[] {
  const find = (stages: readonly (typeof LOG_STAGES)[number][]) =>
    findSymptoms(stages, ({ inLogs }) => inLogs?.found, evidence);
  if (logTrains(evidence)) return find(['gradients']);
  const found = find(LOG_STAGES.filter(stage => stage !== 'otherwise'));
  return found.length > 0 ? found : find(['otherwise']).slice(0, 1);
}
