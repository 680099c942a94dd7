import { log } from '../../engine/math/log.ts';
import type { Evidence } from '../evidence.ts';
import { thresholds } from '../thresholds.ts';
import type { Found } from './symptomRules.ts';

/**
 * A signal that is lost (sign −1) or gained (1) on its way back through the positions of recurrent layers: from the first to
 * the last of them.
 *
 * @param when before the first update, where the start is to blame, or at half of the recorded steps, where the steps may be
 */
export function signalInTime({ time }: Evidence, sign: 1 | -1, when: 'atStart' | 'later'): Found | undefined {
  const limit = log((sign < 0 ? thresholds.lostInTime : thresholds.gainedInTime).value);
  const found = time.filter(layer => sign * layer[when] > limit);
  if (found.length === 0) return undefined;
  const worst = found.reduce((a, b) => (sign * (b[when] - a[when]) > 0 ? b : a));
  const { positions } = worst;
  const excess = sign * worst[when] - limit;
  return {
    axis: 'time',
    layers: [found[0].layer, found.at(-1)!.layer],
    timeSteps: [1, positions],
    severity: Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1,
    evidence: {
      lnFirstOverLast: worst[when],
      lnFactor: worst[when] / Math.max(1, positions - 1),
      lnAtStart: worst.atStart,
      positions,
    },
  };
}
