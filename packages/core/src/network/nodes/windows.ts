import { axesOf, type Shape } from './node.ts';

/** Windows on the positions of a sample. */
export interface WindowSettings {
  /** Positions of a window along each axis. */
  readonly size: number;
  /** From one window to the next, along each axis. */
  readonly stride?: number;
  /** Positions of zeros that are added at both ends of each axis. */
  readonly padding?: number;
}

export interface Windows {
  /** The sizes of the axes along which the windows lie. */
  readonly axes: readonly number[];
  /** Positions in a window, and the windows of a sample. */
  readonly size: number;
  readonly count: number;
  /** By window, its positions in order; −1 where it lies on padding. */
  readonly positions: Int32Array;
}

/** Throws `RangeError` if no window fits. */
export function windowsOf(shape: Shape, { size, stride = 1, padding = 0 }: WindowSettings): Windows {
  const extents = axesOf(shape);
  const shortest = Math.min(...extents);
  if (size > shortest + 2 * padding) {
    throw new RangeError(
      `kernel: expected at most ${shortest + 2 * padding}, the positions there are, got ${size}`,
    );
  }
  const axes = extents.map(extent => Math.floor((extent + 2 * padding - size) / stride) + 1);
  const count = product(axes);
  const inside = size ** extents.length;
  const positions = new Int32Array(count * inside);
  const sizes = extents.map(() => size);
  for (let window = 0; window < count; window++) {
    const corner = placesOf(window, axes);
    for (let k = 0; k < inside; k++) {
      const offsets = placesOf(k, sizes);
      const place = extents.map((_, axis) => corner[axis] * stride + offsets[axis] - padding);
      positions[window * inside + k] = indexOf(place, extents);
    }
  }
  return { axes, size: inside, count, positions };
}

function product(factors: readonly number[]): number {
  return factors.reduce((result, factor) => result * factor, 1);
}

/** The place along each axis of an index that counts them with the last axis fastest. */
function placesOf(index: number, extents: readonly number[]): number[] {
  const places: number[] = [];
  for (let axis = extents.length - 1; axis >= 0; axis--) {
    places.unshift(index % extents[axis]);
    index = Math.floor(index / extents[axis]);
  }
  return places;
}

/** The opposite of {@link placesOf}; −1 outside. */
function indexOf(places: readonly number[], extents: readonly number[]): number {
  let index = 0;
  for (const [axis, place] of places.entries()) {
    if (place < 0 || place >= extents[axis]) return -1;
    index = index * extents[axis] + place;
  }
  return index;
}
