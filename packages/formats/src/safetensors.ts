import { strToU8 } from 'fflate';
import {
  checkShape,
  ELEMENTS,
  type ElementKind,
  elementCount,
  elementWriter,
  readElements,
  storeElements,
} from './elements.ts';
import { quoted, quotedJson, type Refuse, refuser } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { decodeUtf8 } from './utf8.ts';

/** What a .safetensors file holds: arrays by name, and text by name that says what they are. */
export interface Safetensors {
  readonly tensors: Record<string, NpyArray>;
  readonly metadata: Record<string, string>;
}

/** The kinds of the format that are read, by its names. */
const KINDS: Readonly<Record<string, ElementKind>> = {
  F64: ELEMENTS.f8,
  F32: ELEMENTS.f4,
  F16: ELEMENTS.f2,
  BF16: ELEMENTS.bf2,
  I64: ELEMENTS.i8,
  I32: ELEMENTS.i4,
  I16: ELEMENTS.i2,
  I8: ELEMENTS.i1,
  U64: ELEMENTS.u8,
  U32: ELEMENTS.u4,
  U16: ELEMENTS.u2,
  U8: ELEMENTS.u1,
  BOOL: ELEMENTS.b1,
};
const STORED = { f8: 'F64', f4: 'F32', i4: 'I32', u1: 'U8' } as const;

const METADATA = '__metadata__';
/** Bytes of the header's own length. */
const LENGTH_BYTES = 8;
/** The data begins at a multiple of this, after spaces at the header's end. */
const ALIGNMENT = 8;
/** As the format's own reader has it. */
const LONGEST_HEADER = 100_000_000;

/** A tensor as the header has it; offsets count from the end of the header. */
interface Entry {
  readonly name: string;
  readonly kind: ElementKind;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * The bytes of a .safetensors file; the same tensors give the same bytes.
 *
 * @param tensors arrays by name: float64, float32, int32 and uint8 become F64, F32, I32 and U8
 * @param metadata text by name, for `__metadata__`
 * @throws RangeError or TypeError for an array whose shape or type does not fit, or a tensor named `__metadata__`
 *
 * Source: https://github.com/huggingface/safetensors, "Format", and `safetensors/src/tensor.rs`.
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, NpyArray>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  if (Object.hasOwn(tensors, METADATA)) {
    throw new RangeError(`writeSafetensors: expected tensors by other names, got ${METADATA}`);
  }
  const placed = placeTensors(tensors);
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => {
    const { kind } = elementWriter(values);
    const { begin, end } = placed.get(name)!;
    return [name, { dtype: STORED[kind], shape, data_offsets: [begin, end] }];
  });
  const text = Object.keys(metadata).length > 0 ? [[METADATA, metadata], ...entries] : entries;
  const header = strToU8(JSON.stringify(Object.fromEntries(text)));
  const start = LENGTH_BYTES + Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  const total = Math.max(0, ...Array.from(placed.values(), ({ end }) => end));
  const bytes = new Uint8Array(start + total).fill(0x20, LENGTH_BYTES, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - LENGTH_BYTES), true);
  bytes.set(header, LENGTH_BYTES);
  for (const [name, { values }] of Object.entries(tensors)) {
    storeElements(values, bytes, start + placed.get(name)!.begin);
  }
  return bytes;
}

/** Large elements first, so that each begins at a multiple of its size. */
function placeTensors(
  tensors: Readonly<Record<string, NpyArray>>,
): ReadonlyMap<string, { begin: number; end: number }> {
  const sized = Object.entries(tensors).map(([name, { shape, values }]) => {
    checkShape(shape, values);
    return { name, size: elementWriter(values).size, length: values.byteLength };
  });
  let begin = 0;
  const places = sized
    .sort((a, b) => b.size - a.size)
    .map(({ name, length }) => {
      const place = { begin, end: begin + length };
      begin = place.end;
      return [name, place] as const;
    });
  return new Map(places);
}

/**
 * The tensors and metadata of a .safetensors file.
 *
 * F64, F32, I32 and U8 keep their type. F16 and BF16 become a Float32Array; BOOL a Uint8Array of 0 and 1; I8, I16, U16 an
 * Int32Array; I64, U32, U64 a Float64Array.
 *
 * @param bytes the whole file
 * @param file what to call it in an error
 * @throws FormatError where the bytes are no such file: a header beyond the file or 100 MB, tensors that overlap, leave
 * gaps or do not fill the file, a type not named above, or a 64-bit integer beyond ±(2^53 − 1)
 */
export function readSafetensors(bytes: Uint8Array, file = 'safetensors'): Safetensors {
  const refuse = refuser(file);
  const { header, start } = parseHeader(bytes, refuse);
  const { [METADATA]: metadata = {}, ...described } = header;
  const entries = Object.entries(described).map(([name, value]) => parseEntry(name, value, refuse));
  checkLayout(entries, bytes.length - start, refuse);
  const tensors = entries.map(({ name, kind, shape, begin, end }) => {
    const stretch = { bytes, start: start + begin, end: start + end, littleEndian: true, file };
    return [name, { shape, values: readElements(kind, stretch) }];
  });
  return { tensors: Object.fromEntries(tensors), metadata: checkMetadata(metadata, refuse) };
}

function parseHeader(bytes: Uint8Array, refuse: Refuse): { header: Record<string, unknown>; start: number } {
  if (bytes.length < LENGTH_BYTES) {
    refuse(0, `the header's length in ${LENGTH_BYTES} bytes`, `a file of ${bytes.length}`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) refuse(0, `a header of at most ${LONGEST_HEADER} bytes`, length);
  const start = LENGTH_BYTES + Number(length);
  if (start > bytes.length) refuse(0, `a file of at least ${start} bytes`, bytes.length);
  const header = parseJson(bytes.subarray(LENGTH_BYTES, start), refuse);
  if (!isRecord(header)) return refuse(LENGTH_BYTES, 'a header that is a JSON object', quotedJson(header));
  return { header, start };
}

function parseJson(bytes: Uint8Array, refuse: Refuse): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse(LENGTH_BYTES, 'a header in UTF-8', 'other bytes');
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(LENGTH_BYTES, 'a header in JSON', quoted((error as Error).message));
  }
}

function parseEntry(name: string, value: unknown, refuse: Refuse): Entry {
  const tensor = `tensor ${quoted(name)}`;
  if (!isRecord(value)) return refuse(LENGTH_BYTES, `${tensor} with dtype, shape and data_offsets`, 'none');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(KINDS, dtype)) {
    return refuse(LENGTH_BYTES, `${tensor} of ${Object.keys(KINDS).join(', ')}`, quotedJson(dtype));
  }
  if (!isCounts(shape)) return refuse(LENGTH_BYTES, `${tensor} with a shape of counts`, quotedJson(shape));
  if (!isCounts(offsets) || offsets.length !== 2) {
    return refuse(LENGTH_BYTES, `${tensor} with two offsets`, quotedJson(offsets));
  }
  const [begin, end] = offsets as [number, number];
  const kind = KINDS[dtype]!;
  const length = elementCount(shape) * kind.size;
  if (end - begin !== length) refuse(LENGTH_BYTES, `${tensor} of ${length} bytes`, end - begin);
  return { name, kind, shape, begin, end };
}

/** Each tensor begins where another ended, and the last ends with the file. */
function checkLayout(entries: readonly Entry[], length: number, refuse: Refuse): void {
  let reached = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== reached) {
      refuse(LENGTH_BYTES, `tensor ${quoted(name)} to begin where another ends, at ${reached}`, begin);
    }
    reached = end;
  }
  if (reached !== length) refuse(LENGTH_BYTES, `tensors that fill the ${length} bytes of data`, reached);
}

function checkMetadata(metadata: unknown, refuse: Refuse): Record<string, string> {
  if (isRecord(metadata) && Object.values(metadata).every(value => typeof value === 'string')) {
    return metadata as Record<string, string>;
  }
  return refuse(LENGTH_BYTES, `text by name in ${METADATA}`, quotedJson(metadata));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(entry => Number.isSafeInteger(entry) && entry >= 0);
}
