import type { RandomState } from 'gradscope';
import { slopeOf } from './estimate.ts';

/** A square picture of booleans, `[side, side]` row-major. */
export interface Picture {
  readonly side: number;
  readonly cells: readonly boolean[];
}

/** The edges of a picture: true between four cells that are not all equal, `[side − 1, side − 1]`. */
export function edgesOf({ side, cells }: Picture): Picture {
  const edges: boolean[] = [];
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column;
      const four = [cells[at], cells[at + 1], cells[at + side], cells[at + side + 1]];
      edges.push(four.some(cell => cell !== four[0]));
    }
  }
  return { side: side - 1, cells: edges };
}

/** The number of boxes of `size` × `size` cells, laid from the first cell, that contain a true cell. */
function boxCount({ side, cells }: Picture, size: number): number {
  const boxes = Math.ceil(side / size);
  const filled = new Set<number>();
  for (const [at, cell] of cells.entries()) {
    if (cell) filled.add(Math.floor(at / side / size) * boxes + Math.floor((at % side) / size));
  }
  return filled.size;
}

/** Boxes along a side, at least: fewer say nothing of a shape. */
const FEWEST_BOXES = 8;

/**
 * The box-counting dimension of the true cells: minus the slope of log boxes against log size, for sizes 1,
 * 2, 4, … cells; NaN if no cell is true.
 */
export function boxDimension(picture: Picture): number {
  const sizes: number[] = [];
  for (let size = 1; size * FEWEST_BOXES <= picture.side + 1; size *= 2) sizes.push(size);
  const counts = sizes.map(size => boxCount(picture, size));
  return counts[0] === 0 ? Number.NaN : -slopeOf(sizes.map(Math.log), counts.map(Math.log));
}

/** The place of one true cell, each as likely as the others; undefined if there is none. */
export function chooseCell(
  picture: Picture,
  random: RandomState,
): { row: number; column: number } | undefined {
  const places = [...picture.cells.keys()].filter(at => picture.cells[at]);
  if (places.length === 0) return undefined;
  const at = places[random.randint(0, places.length)];
  return { row: Math.floor(at / picture.side), column: at % picture.side };
}
