import type { Place } from './formatError.ts';

/** The place of an array in the file it was read from. */
export interface ArrayOrigin {
  readonly file: string;
  /** The name of the array, if the file has several. */
  readonly place?: string;
  /** Byte at which the file states the array's shape; found on demand. */
  readonly described: () => number;
  /** Byte of its first value, and bytes of each. */
  readonly start: number;
  readonly size: number;
}

/** Anything with values in a file. */
interface Shaped {
  readonly shape: readonly number[];
}

/** Beside the arrays, for these are values that users compare and make themselves. */
const origins = new WeakMap<Shaped, ArrayOrigin>();

/** The array, with its origin recorded. */
export function readFrom<Array extends Shaped>(origin: ArrayOrigin, array: Array): Array {
  origins.set(array, origin);
  return array;
}

/** The place of an array's shape in the file it was read from; for other arrays only the name. */
export function shapePlace(array: Shaped, name: string, file: string): Place {
  const origin = origins.get(array);
  if (!origin) return { file, place: name };
  return {
    file: origin.file,
    ...(origin.place !== undefined && { place: origin.place }),
    offset: origin.described(),
  };
}

/** The place of value `i` of an array with at most one axis. */
export function valuePlace(array: Shaped, name: string, file: string, i: number): Place {
  const place = array.shape.length === 0 ? name : `${name}[${i}]`;
  const origin = origins.get(array);
  return origin ? { file: origin.file, place, offset: origin.start + i * origin.size } : { file, place };
}
