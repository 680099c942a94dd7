import type { EntryLoss } from './entryLoss.ts';

/** `|o − t|`, with slope 0 at o = t. Source: PyTorch's `L1Loss`. */
export const meanAbsoluteError: EntryLoss = {
  formula: '|o − t|',
  value: (o, t) => Math.abs(o - t),
  slope: (o, t) => Math.sign(o - t),
  piece: (o, t) => Math.sign(o - t),
};
