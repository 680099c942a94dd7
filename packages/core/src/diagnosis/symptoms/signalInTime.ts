import { log } from '../../engine/math/log.ts';
import type { Evidence } from '../evidence.ts';
import { thresholds } from '../thresholds.ts';
import type { Found } from './symptomRules.ts';

/**
 * A signal that is lost (sign −1) or gained (1) on its way back through the positions of a recurrent layer, before the
 * first update or at half of the recorded steps. If several layers lose or gain it, the worst counts.
 */
export function signalInTime({ time }: Evidence, sign: 1 | -1): Found | undefined {
  const limit = sign < 0 ? thresholds.lostInTime : thresholds.gainedInTime;
  const ln = (layer: (typeof time)[number]) =>
    sign < 0 ? Math.min(layer.atStart, layer.later) : Math.max(layer.atStart, layer.later);
  const [worst] = [...time].sort((a, b) => sign * (ln(b) - ln(a)));
  if (!worst || !(sign * ln(worst) > log(limit.value))) return undefined;
  const { layer, positions } = worst;
  const excess = sign * ln(worst) - log(limit.value);
  return {
    axis: 'time',
    layers: [layer, layer],
    timeSteps: [1, positions],
    severity: Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1,
    evidence: {
      lnFirstOverLast: ln(worst),
      lnFactor: ln(worst) / Math.max(1, positions - 1),
      lnAtStart: worst.atStart,
      positions,
    },
  };
}
