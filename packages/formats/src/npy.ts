import { readFrom } from './arrayOrigin.ts';
import {
  checkShape,
  ELEMENTS,
  type ElementKind,
  elementCount,
  elementWriter,
  type NpyValues,
  readElements,
  storeElements,
  tuple,
} from './elements.ts';
import { type Refuse, refuser } from './formatError.ts';
import { decodeNpyHeader, encodeNpyHeader, type NpyHeader } from './npyHeader.ts';

/** An array of any rank, its values row-major (C order); rank 0, `shape: []`, is one number. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: NpyValues;
}

/** The element types of .npy files; NumPy has no bfloat16. */
const { bf2: _, ...NPY_ELEMENTS } = ELEMENTS;

/**
 * The bytes of a .npy file, the same as `numpy.save` writes.
 *
 * @param array its values become `<f8`, `<f4`, `<i4` or `|u1`, depending on the type of the array
 * @throws RangeError if the number of values does not match the shape; TypeError for another type of array
 *
 * Source: NumPy enhancement proposal 1 and `numpy/lib/_format_impl.py`, format version 1.0.
 */
export function writeNpy({ shape, values }: NpyArray): Uint8Array {
  const { kind, size } = elementWriter(values);
  checkShape(shape, values);
  const header = encodeNpyHeader(size === 1 ? `|${kind}` : `<${kind}`, shape);
  const bytes = new Uint8Array(header.length + size * values.length);
  bytes.set(header);
  storeElements(values, bytes, header.length);
  return bytes;
}

/**
 * The array of a .npy file, row-major whatever axis order and byte order the file has.
 *
 * `f8`, `f4`, `i4` and `u1` keep their type. `f2` becomes a Float32Array; `b1` a Uint8Array of 0 and 1; `i1`,
 * `i2`, `u2` an Int32Array; `i8`, `u4`, `u8` a Float64Array.
 *
 * @param bytes a whole file of format version 1, 2 or 3
 * @param file its name in errors
 * @throws FormatError if the bytes are not such a file, or a 64-bit integer is beyond ±(2^53 − 1)
 */
export function readNpy(bytes: Uint8Array, file = 'npy'): NpyArray {
  const refuse = refuser(file);
  const header = decodeNpyHeader(bytes, refuse);
  const { shape, fortranOrder, littleEndian, kind, shapeAt, start } = header;
  const element = elementOf(header, refuse);
  const expected = elementCount(shape) * element.size;
  if (bytes.length - start !== expected) {
    const rule = `${expected} bytes of data for ${kind} ${tuple(shape)}`;
    refuse(start, rule, bytes.length - start);
  }
  const values = readElements(element, { bytes, start, end: bytes.length, littleEndian, refuse });
  const origin = { file, described: () => shapeAt, start, size: element.size };
  return readFrom(origin, { shape, values: fortranOrder ? toRowMajor(values, shape, element) : values });
}

function elementOf({ kind, kindAt }: NpyHeader, refuse: Refuse): ElementKind {
  if (Object.hasOwn(NPY_ELEMENTS, kind)) return NPY_ELEMENTS[kind as keyof typeof NPY_ELEMENTS];
  return refuse(kindAt, `a dtype among ${Object.keys(NPY_ELEMENTS).join(', ')}`, kind);
}

/**
 * Reorders values from first-index-fastest to last-index-fastest, as words of integers, which keep the bits
 * of a NaN.
 */
function toRowMajor(values: NpyValues, shape: readonly number[], { allocate }: ElementKind): NpyValues {
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const ordered = allocate(values.length);
  const [from, to] = [wordsOf(values), wordsOf(ordered)];
  const size = values instanceof Float64Array ? 2 : 1;
  const index = shape.map(() => 0);
  let at = 0;
  for (let word = 0; word < from.length; word += size) {
    for (let i = 0; i < size; i++) to[size * at + i] = from[word + i];
    for (let axis = 0; axis < shape.length; axis++) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return ordered;
}

function wordsOf(values: NpyValues): Int32Array | Uint8Array {
  if (values instanceof Uint8Array) return values;
  return new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}
