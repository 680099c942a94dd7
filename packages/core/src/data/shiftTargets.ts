import type { AnyDataset } from './dataset.ts';
import { takeSamples } from './rows.ts';

/**
 * Gives each row the target of the row `shift` below it, or above it if negative. Rows without a target are
 * left out.
 *
 * @throws RangeError if no row would be left
 */
export function shiftTargets(data: AnyDataset, shift: number): AnyDataset {
  if (shift === 0) return data;
  const left = data.samples - Math.abs(shift);
  if (left < 1) {
    throw new RangeError(
      `targetShift: expected a shift that leaves rows, got ${shift} of ${data.samples} rows`,
    );
  }
  const from = (start: number) => Int32Array.from({ length: left }, (_, i) => start + i);
  return takeSamples(data, from(Math.max(0, -shift)), from(Math.max(0, shift)));
}
