import type { Activation } from '../engine/engine.ts';

/** The range searched for kinks, and the distance at which they are told apart. */
const REACH = 64;
const SPACING = 1 / 8;
/** Halvings of the spacing: to below the spacing of doubles at 1. */
const HALVINGS = 56;

/** The z in [−64, 64], ascending, at which an activation changes from one of its pieces to the next. */
export function kinks({ forward, piece }: Activation): number[] {
  if (!piece) return [];
  const pieceAt = (z: number) => piece(forward(z), z);
  const found: number[] = [];
  // Cells begin half a spacing off, so that a kink at a round number lies inside one.
  for (let start = -REACH - SPACING / 2; start < REACH; start += SPACING) {
    if (pieceAt(start) !== pieceAt(start + SPACING)) found.push(boundary(pieceAt, start, start + SPACING));
  }
  return found;
}

/** The end of the piece of `low`, on the way to `high`. */
function boundary(pieceAt: (z: number) => number, low: number, high: number): number {
  const first = pieceAt(low);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (pieceAt(middle) === first) low = middle;
    else high = middle;
  }
  return high;
}
