import { log } from '../../engine/math/log.ts';
import type { EntryLoss } from './entryLoss.ts';

/** The closest to 0 and 1 that a probability counts as. Source: Keras's `backend.epsilon()`. */
const EDGE = 1e-7;
const [LEAST, MOST] = [EDGE, 1 - EDGE];

const clipped = (o: number): number => Math.max(LEAST, Math.min(MOST, o));

/**
 * `−t log p − (1 − t) log(1 − p)`, in nats, for a probability: p is the output, clipped to 10⁻⁷ … 1 − 10⁻⁷.
 * An output beyond that, such as a score that is not a probability, gets no gradient.
 *
 * Source: Keras's `binary_crossentropy` with `from_logits=False`, including its clipping.
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
