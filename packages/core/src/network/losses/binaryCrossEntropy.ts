import { log } from '../../engine/math/log.ts';
import type { EntryLoss } from './entryLoss.ts';

/** How near to 0 and 1 a probability counts. Source: Keras's `backend.epsilon()`. */
const EDGE = 1e-7;
const [LEAST, MOST] = [EDGE, 1 - EDGE];

const clipped = (o: number): number => Math.max(LEAST, Math.min(MOST, o));

/**
 * `−t log p − (1 − t) log(1 − p)`, in nats, of a probability: p is the output, brought into 10⁻⁷ … 1 − 10⁻⁷. An output
 * beyond, such as a score that was never made a probability, gets no gradient.
 *
 * Source: Keras's `binary_crossentropy` with `from_logits=False`, whose clipping it has.
 */
export const binaryCrossEntropy: EntryLoss = {
  formula: '−t log o − (1 − t) log(1 − o)',
  value(o, t) {
    const p = clipped(o);
    return -(t * log(p) + (1 - t) * log(1 - p));
  },
  slope(o, t) {
    const p = clipped(o);
    return p === o || Number.isNaN(o) ? (p - t) / (p * (1 - p)) : 0;
  },
  piece: o => (o < LEAST ? -1 : o > MOST ? 1 : 0),
};
