import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';
import { signalProfile } from './gradientProfile.ts';
import type { LogEvidence } from './logEvidence.ts';
import { logThresholds } from './logThresholds.ts';
import { badlyScaled, mismatch, targetScale } from './symptoms/logData.ts';
import { oscillating, stalled } from './symptoms/logDescent.ts';
import {
  accumulating,
  belowFormat,
  derivative,
  diverged,
  precision,
  underflow,
} from './symptoms/logNumbers.ts';
import { collapsed, flattened, output } from './symptoms/logOutput.ts';
import { brokenInTime, overDepth, overTime } from './symptoms/logSignal.ts';
import { dead, endOfLearning, saturated, symmetric } from './symptoms/logUnits.ts';

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
  if (logTrains(evidence)) return accumulating(evidence);
  const tooSmall = belowFormat(evidence);
  const ofTargets = targetScale(evidence);
  const broken = [...derivative(evidence), ...precision(evidence)];
  // A loss that broke with a derivative or an update did not diverge.
  const ran = broken.length > 0 ? [] : diverged(evidence);
  const units = [...dead(evidence), ...saturated(evidence)];
  const signal = signalProfile(evidence.run);
  const found = [
    ...broken,
    ...accumulating(evidence),
    ...tooSmall,
    ...badlyScaled(evidence),
    ...mismatch(evidence),
    ...output(evidence),
    // Large targets can switch units off in one step, for good: then the units are the fault, and the targets
    // are the cause.
    ...(ofTargets.length > 0 ? dead(evidence) : []),
    ...ofTargets,
    ...symmetric(evidence),
    ...units.filter(unit => isWhollyOff(unit) && unit.step <= firstStepOf(evidence)),
    ...brokenInTime(evidence),
    ...overTime(evidence, 'exploding'),
    ...overTime(evidence, 'vanishing'),
    ...overDepth(evidence, 'exploding'),
    ...overDepth(evidence, 'vanishing'),
    ...(signal ? overDepth({ ...evidence, ...signal }, 'exploding') : []),
    ...(signal ? overDepth({ ...evidence, ...signal }, 'vanishing') : []),
    // Units that went off or flat later did so because of a faulty signal or a number that broke.
    ...(evidence.progress.divergedAt === null ? [] : ran),
    ...units,
    ...flattened(evidence),
    ...ran,
    ...oscillating(evidence),
    ...underflow(evidence),
  ].filter(({ kind, axis }, i, all) => all.findIndex(one => one.kind === kind && one.axis === axis) === i);
  if (found.length > 0) return found;
  const flat = stalled(evidence);
  return flat.length > 0 ? flat : collapsed(evidence);
}

/** The first step of the rows that have numbers of the layers. */
const firstStepOf = ({ profile, run }: LogEvidence): number => profile?.step ?? run.series.loss?.step[0] ?? 0;

/** Single dead units are ordinary at a start. */
const isWhollyOff = ({ kind, severity }: Symptom): boolean =>
  kind !== 'dead' || severity > logThresholds.zeros.value;
