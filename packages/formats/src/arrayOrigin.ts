import type { Place } from './formatError.ts';

/** Where an array stands in the file it was read from. */
export interface ArrayOrigin {
  readonly file: string;
  /** Which of the file's arrays it is, where it has several. */
  readonly place?: string;
  /** Byte at which the file says the array's shape; it is looked for when it is asked for. */
  readonly described: () => number;
  /** Byte of its first value, and bytes of each. */
  readonly start: number;
  readonly size: number;
}

/** What has values in a file. */
interface Shaped {
  readonly shape: readonly number[];
}

/** Beside the arrays, for these are values that users compare and make themselves. */
const origins = new WeakMap<Shaped, ArrayOrigin>();

/** The array, of which it is remembered where it was read. */
export function readFrom<Array extends Shaped>(origin: ArrayOrigin, array: Array): Array {
  origins.set(array, origin);
  return array;
}

/** Where the shape of an array stands that was read from a file; of another nothing but its name is known. */
export function shapePlace(array: Shaped, name: string, file: string): Place {
  const origin = origins.get(array);
  if (!origin) return { file, place: name };
  return {
    file: origin.file,
    ...(origin.place !== undefined && { place: origin.place }),
    offset: origin.described(),
  };
}

/** Where value `i` of an array of one axis, or none, stands. */
export function valuePlace(array: Shaped, name: string, file: string, i: number): Place {
  const place = array.shape.length === 0 ? name : `${name}[${i}]`;
  const origin = origins.get(array);
  return origin ? { file: origin.file, place, offset: origin.start + i * origin.size } : { file, place };
}
