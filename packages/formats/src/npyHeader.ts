import { tuple } from './elements.ts';
import { quoted, type Refuse } from './formatError.ts';

/** The header of a .npy file. */
export interface NpyHeader {
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  readonly littleEndian: boolean;
  /** NumPy's letter and size in bytes, such as `f8`. */
  readonly kind: string;
  /** Offsets of its dtype and its shape, and of the data. */
  readonly kindAt: number;
  readonly shapeAt: number;
  readonly start: number;
}

const MAGIC = '\x93NUMPY';
const ALIGNMENT = 64;
/** NumPy leaves room for the first dimension to grow to this many digits; with it our bytes are NumPy's. */
const GROWTH_DIGITS = 21;
/**
 * NumPy also refuses longer headers (`max_header_size`), to protect its parser; 64 axes need fewer than
 * 2,000.
 */
const LONGEST_HEADER = 10_000;
const MOST_AXES = 64;
/** The size that an array in memory can have on every platform. */
const MOST_BYTES = 2 ** 32;

/** The bytes before the data of a C-ordered array: version 1.0, padded with spaces to a multiple of 64. */
export function encodeNpyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple(shape)}, }`;
  const growth = shape.length === 0 ? 0 : GROWTH_DIGITS - `${shape[0]}`.length;
  const length = Math.ceil((MAGIC.length + 4 + dictionary.length + growth + 1) / ALIGNMENT) * ALIGNMENT;
  const rest = length - MAGIC.length - 4;
  const text = `${MAGIC}\x01\x00${String.fromCharCode(rest & 255, rest >> 8)}${dictionary.padEnd(rest - 1)}\n`;
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

/** @throws FormatError if the bytes do not begin as a .npy file of plain numbers does */
export function decodeNpyHeader(bytes: Uint8Array, refuse: Refuse): NpyHeader {
  const magic = latin1(bytes, 0, MAGIC.length);
  if (magic !== MAGIC) refuse(0, 'a file beginning with "\\x93NUMPY"', quoted(magic));
  const major = bytes[6] ?? 0;
  if (major < 1 || major > 3) refuse(6, '.npy version 1 to 3', major);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = major === 1 ? 10 : 12;
  const length = bytes.length < first ? 0 : major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) refuse(8, `a header of at most ${LONGEST_HEADER} bytes`, length);
  const start = first + length;
  if (bytes.length < start) refuse(8, `a header of ${start} bytes`, `a file of ${bytes.length}`);
  return { ...parseDictionary(latin1(bytes, first, start), first, refuse), start };
}

function parseDictionary(text: string, offset: number, refuse: Refuse): Omit<NpyHeader, 'start'> {
  const descr = /'descr': *'([<>|=]?)(\w+)'/.exec(text);
  const order = /'fortran_order': *(True|False)/.exec(text);
  const axes = /'shape': *\(([\d, ]*)\)/.exec(text);
  if (descr === null || order === null || axes === null) {
    return refuse(offset, 'a header with a plain dtype, an order and a shape', quoted(text.trim()));
  }
  const shape = (axes[1].match(/\d+/g) ?? []).map(Number);
  const [kindAt, shapeAt] = [offset + descr.index, offset + axes.index];
  if (shape.length > MOST_AXES) refuse(shapeAt, `at most ${MOST_AXES} axes`, shape.length);
  const kind = descr[2];
  checkSize(kind, shape, shapeAt, refuse);
  const littleEndian = descr[1] !== '>';
  return { shape, fortranOrder: order[1] === 'True', littleEndian, kind, kindAt, shapeAt };
}

/** A dtype of unknown size is refused later, by its name. */
function checkSize(kind: string, shape: readonly number[], offset: number, refuse: Refuse): void {
  // Axes beyond 2^53 are not exact numbers; with an axis of 0 among them the count would be NaN or 0.
  const largest = Math.max(0, ...shape);
  const size = Number(/\d+/.exec(kind)?.[0] ?? 1);
  const count = shape.filter(extent => extent > 0).reduce((product, extent) => product * extent, size);
  if (largest < MOST_BYTES && count < MOST_BYTES) return;
  refuse(offset, 'an array below 4 GiB', `${kind} ${tuple(shape)}`);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), byte => String.fromCharCode(byte)).join('');
}
