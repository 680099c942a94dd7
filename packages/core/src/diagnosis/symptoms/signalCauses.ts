import { log } from '../../engine/math/log.ts';
import type { Cause } from '../cause.ts';
import type { SignalEvidence } from '../evidence.ts';
import { thresholds } from '../thresholds.ts';
import type { Found } from './symptomRules.ts';

/**
 * Splits ln of the factors in the symptom's layers between slopes and weights; the rest is many layers, each
 * with little.
 *
 * @param sign 1 for a signal that grows, −1 for one that is lost
 */
export function signalCauses(
  { layers, axis }: Found,
  signal: readonly SignalEvidence[],
  sign: 1 | -1,
): Cause[] {
  if (axis === 'time') return [{ kind: 'recurrence', part: 1 }];
  const [first, last] = layers!;
  const within = signal.slice(first - 1, last);
  const sum = (gain: (layer: SignalEvidence) => number) =>
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
