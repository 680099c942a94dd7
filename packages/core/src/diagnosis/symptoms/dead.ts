import { percentText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { rangeWhere } from '../layerRange.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { INIT, LEAKY, SMALLER_STEPS } from '../log/suggestion.ts';
import { batch, init, toLeaky, toTanh } from '../remedies/networkRemedies.ts';
import { adam, smallerSteps } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { zeroBelow } from './loggedNumbers.ts';
import { endOfLearning, firstStepOf, overThreshold, unitsFound } from './loggedUnits.ts';
import type { Found, SymptomRules } from './symptomRules.ts';
import { targetScaleInLog, targetScaleInRun } from './targetScale.ts';
import { unitCause } from './unitCause.ts';

/**
 * Units that are off on all data: at the start, or later. Large targets can switch units off in one step, for
 * good: then the units are the fault, and the targets are the cause.
 */
export const dead: SymptomRules = {
  cause: unitCause,
  inRuns: {
    found: {
      data: evidence => (targetScaleInRun(evidence) ? inRun(evidence) : undefined),
      units: evidence => when(inRun(evidence), isBlocked),
      later: inRun,
    },
    text: ({ largestShare, referenceShare }) =>
      `up to ${percentText(largestShare)} of a layer’s units are off on all data, ${percentText(referenceShare)} in a reference start`,
    remedies: [init, toLeaky, ...smallerSteps, toTanh, batch, adam],
  },
  inLogs: {
    found: {
      data: evidence => (targetScaleInLog(evidence) ? inLog(evidence) : undefined),
      units: evidence =>
        when(inLog(evidence), found => isWhollyOff(found) && found.step <= firstStepOf(evidence)),
      later: inLog,
    },
    text: ({ largestShare }) =>
      `up to ${percentText(largestShare)} of a layer’s units, or of their gradients, are exactly off`,
    suggestions: [SMALLER_STEPS, INIT, LEAKY],
  },
};

type FoundUnits = Found & { readonly step: number };

const when = (found: FoundUnits | undefined, holds: (found: FoundUnits) => boolean): Found | undefined =>
  found && holds(found) ? found : undefined;

/** Dead units always leave some that pass the signal on, unless a whole layer is dead from the start. */
const isBlocked = ({ step, severity }: FoundUnits): boolean => step === 0 && severity === 1;

function inRun({ course, referenceDead }: Evidence): FoundUnits | undefined {
  const limitOf = (l: number) => referenceDead[l] + (1 - referenceDead[l]) * thresholds.dead.value;
  const row = course.dead.findIndex(shares => shares.some((share, l) => share > limitOf(l)));
  if (row < 0) return undefined;
  const shares = course.dead[row];
  const [first, last] = rangeWhere(shares, (share, l) => share > limitOf(l))!;
  // Above a wholly dead layer nothing depends on the data any more: that is why units there are dead.
  const blocked = shares.findIndex((share, l) => l >= first - 1 && share === 1) + 1;
  return {
    layers: [first, blocked > 0 ? Math.min(blocked, last) : last],
    step: course.step[row],
    severity: Math.max(...shares),
    evidence: { largestShare: Math.max(...shares), referenceShare: Math.max(...referenceDead) },
  };
}

/** Single dead units are ordinary at a start. */
const isWhollyOff = ({ severity }: Found): boolean => severity > logThresholds.zeros.value;

/** Units that are off: as they were counted, or as gradients that are exactly 0. */
function inLog(evidence: LogEvidence): FoundUnits | undefined {
  const { run, profile } = evidence;
  const { series, layers } = run;
  const counted = overThreshold(series.dead, thresholds.dead.value);
  if (counted) return unitsFound(counted);
  const hidden = layers.length - 1;
  if (run.orderKnown === false) return undefined;
  // Inputs of 0 cause zeros in the gradient of the first layer, and the last layer has no units that could be off.
  const canBeOff = (l: number) => l > 0 && l < hidden && !NEVER_OFF.test(layers[l].activation ?? '');
  const over =
    overThreshold(series.grad_zeros, logThresholds.zeros.value, canBeOff) ?? endOfLearning(evidence);
  if (over) return unitsFound(over);
  const stop = zeroBelow(profile);
  if (stop === undefined || !(profile!.gradients[stop + 1] >= logThresholds.tiny.value)) return undefined;
  return unitsFound({ step: profile!.step, range: [stop + 1, stop + 1], largest: 1 });
}

/** Activations whose slope is nowhere 0: a gradient that is 0 below them was too small for its format. */
const NEVER_OFF =
  /^(?:log_?sigmoid|sigmoid|tanh|gelu|silu|swish|mish|softplus|softsign|leaky_?relu|elu|selu)$/i;
