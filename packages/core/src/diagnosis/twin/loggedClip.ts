import type { RunDetail } from '../../log/runDetail.ts';
import { columnOf } from '../log/columns.ts';

/** Six digits of two norms that are one. */
const SAME = 1e-4;

/**
 * The clipping of gradients by norm, found from the norms before and after it; empty if they were not
 * clipped, or not to a single norm.
 */
export function loggedClip({ runSeries }: RunDetail): { clip?: { norm: number } } {
  const [before, after] = [columnOf(runSeries.grad_norm, 0), columnOf(runSeries.grad_norm_clipped, 0)];
  if (before.length !== after.length) return {};
  const clipped = after.filter((norm, row) => norm > 0 && norm < (1 - SAME) * before[row]);
  const norm = Math.max(...clipped);
  const isOne = clipped.length > 0 && clipped.every(one => one > (1 - SAME) * norm);
  return isOne ? { clip: { norm: Number(norm.toPrecision(4)) } } : {};
}
