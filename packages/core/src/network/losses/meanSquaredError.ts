import type { EntryLoss } from './entryLoss.ts';

/** `(o − t)²`. Source: PyTorch's `MSELoss`. */
export const meanSquaredError: EntryLoss = {
  formula: '(o − t)²',
  value(o, t) {
    const error = o - t;
    return error * error;
  },
  slope: (o, t) => 2 * (o - t),
};
