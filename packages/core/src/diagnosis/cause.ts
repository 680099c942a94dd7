import { log } from '../engine/math/log.ts';
import type { Evidence } from './evidence.ts';
import type { Symptom, SymptomKind } from './symptom.ts';
import { thresholds } from './thresholds.ts';

/** Possible causes of a symptom. */
export type CauseKind =
  | 'activationSlope'
  | 'weightScale'
  | 'depth'
  | 'equalUnits'
  | 'stepSize'
  | 'inputScale'
  | 'targetScale'
  | 'duration'
  | 'targets'
  | 'output'
  | 'loss'
  | 'precision';

export interface Cause {
  readonly kind: CauseKind;
  /**
   * The part of the lost or gained signal that the ledger attributes to this cause; 1 if the symptom does not
   * concern the signal.
   */
  readonly part: number;
}

const OF_SYMPTOM: Readonly<Partial<Record<SymptomKind, CauseKind>>> = {
  mismatch: 'targets',
  badlyScaled: 'inputScale',
  targetScale: 'targetScale',
  output: 'output',
  symmetric: 'equalUnits',
  underflow: 'precision',
  diverged: 'stepSize',
  oscillating: 'stepSize',
  stalled: 'stepSize',
};

/** Possible causes of the symptoms: suspicions, until a remedy that removes the cause is proven. */
export function causesOf(evidence: Pick<Evidence, 'signal'>, symptoms: readonly Symptom[]): Cause[] {
  const causes = symptoms.flatMap(symptom => {
    const kind = OF_SYMPTOM[symptom.kind];
    if (kind) return [{ kind, part: 1 }];
    if (symptom.kind === 'dead' || symptom.kind === 'saturated') return unitCauses(symptom);
    return symptom.kind === 'vanishing' || symptom.kind === 'exploding'
      ? signalCauses(evidence, symptom)
      : [];
  });
  return causes.filter((cause, i) => causes.findIndex(({ kind }) => kind === cause.kind) === i);
}

/** From the start, units are what their weights made them; later faults come from the steps. */
function unitCauses({ step }: Symptom): Cause[] {
  return [{ kind: step === 0 ? 'weightScale' : 'stepSize', part: 1 }];
}

/** Splits ln of the factors in the symptom's layers between slopes and weights; the rest is many layers, each with little. */
function signalCauses({ signal }: Pick<Evidence, 'signal'>, { kind, layers }: Symptom): Cause[] {
  const [first, last] = layers!;
  const sign = kind === 'vanishing' ? -1 : 1;
  const within = signal.slice(first - 1, last);
  const sum = (gain: (layer: (typeof within)[number]) => number) =>
    Math.max(
      0,
      within.reduce((total, layer) => total + sign * log(gain(layer)), 0),
    );
  const [slopes, weights] = [sum(({ gain }) => gain.slope), sum(({ gain }) => gain.weights)];
  const total = slopes + weights;
  if (!Number.isFinite(total) || total === 0) return [{ kind: 'weightScale', part: 1 }];
  const causes: Cause[] = [
    { kind: 'activationSlope', part: slopes / total },
    { kind: 'weightScale', part: weights / total },
  ];
  const shallow = total / within.length < log(thresholds.ofDepth.value) && within.length > 1;
  return [
    ...causes.filter(({ part }) => part >= thresholds.causePart.value),
    ...(shallow ? [{ kind: 'depth', part: 1 } as const] : []),
  ];
}
