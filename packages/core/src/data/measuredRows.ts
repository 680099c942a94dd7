import type { AnyDataset } from './dataset.ts';
import { takeSamples } from './rows.ts';

/** Positions that are measured, at most: of sequences and pictures a part of the rows says as much. */
const MOST_POSITIONS = 20_000;

/** All rows of data that have one position each; of others the first, as many as `least` at least. */
export function measuredRows(data: AnyDataset, least = 1): AnyDataset {
  if (!data.axes) return data;
  const positions = data.axes.reduce((product, axis) => product * axis, 1);
  const count = Math.min(data.samples, Math.max(least, Math.floor(MOST_POSITIONS / positions)));
  if (count === data.samples) return data;
  return takeSamples(
    data,
    Int32Array.from({ length: count }, (_, n) => n),
  );
}
