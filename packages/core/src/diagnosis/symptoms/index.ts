import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';
import { badlyScaled, mismatch } from './data.ts';
import { diverged, oscillating, plateau, stalled } from './descent.ts';
import { exploding, underflow, vanishing } from './signal.ts';
import { dead, saturated, symmetric } from './units.ts';

/** Whether a network has learned what it should have by now, or is on its way to. */
export function trains({ divergedAt, expectedShare }: Evidence): boolean {
  return divergedAt === null && expectedShare >= thresholds.learned.value;
}

/**
 * What is wrong, the most upstream first: data, then the start, then what became of it, last the step size. None where the
 * network trains: what then is out of the ordinary does no harm. Of one that does as the references do, only what they
 * cannot learn either is told, and of one that learned by heart, targets that are known to belong to other rows.
 */
export function symptomsOf(evidence: Evidence): Symptom[] {
  if (trains(evidence)) return isOfTargets(evidence) ? mismatch(evidence) : [];
  const found = [
    ...mismatch(evidence),
    ...badlyScaled(evidence),
    ...symmetric(evidence),
    // An optimizer that divides by the size of the gradient does not mind a small one, until the format has none as small.
    ...(evidence.underflow.onlyFormat ? underflow(evidence) : []),
    ...units(evidence, isBlocked),
    ...exploding(evidence),
    ...vanishing(evidence),
    ...stalled(evidence),
    ...diverged(evidence),
    ...units(evidence, symptom => !isBlocked(symptom)),
    ...oscillating(evidence),
    ...(evidence.underflow.onlyFormat ? [] : underflow(evidence)),
  ];
  return found.length > 0 ? found : plateau(evidence);
}

function isOfTargets({ progress, targetShift }: Evidence): boolean {
  return progress.learned < thresholds.learned.value || targetShift !== null;
}

/** Of units: what stops the signal from the start, or else what is so in part, or became so later. */
function units(evidence: Evidence, holds: (symptom: Symptom) => boolean): Symptom[] {
  return [...dead(evidence), ...saturated(evidence)].filter(holds);
}

/** Saturated units come before what they do to the signal; of dead ones some are always left that pass it on, unless all of a layer are. */
function isBlocked({ kind, step, severity }: Symptom): boolean {
  return step === 0 && (kind === 'saturated' || severity === 1);
}
