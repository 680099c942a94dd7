import type { EntryLoss } from './entryLoss.ts';

/**
 * `½ (o − t)²` up to an error of 1, `|o − t| − ½` beyond.
 *
 * Source: Huber 1964, "Robust Estimation of a Location Parameter"; PyTorch's `HuberLoss` with δ = 1.
 */
export const huber: EntryLoss = {
  formula: '½ (o − t)² if |o − t| ≤ 1, else |o − t| − ½',
  value(o, t) {
    const error = Math.abs(o - t);
    return error > 1 ? error - 0.5 : 0.5 * error * error;
  },
  slope: (o, t) => Math.max(-1, Math.min(1, o - t)),
  piece(o, t) {
    const error = o - t;
    return error > 1 ? 1 : error < -1 ? -1 : 0;
  },
};
