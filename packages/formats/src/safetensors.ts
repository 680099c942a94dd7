import { strToU8 } from 'fflate';
import { readFrom } from './arrayOrigin.ts';
import { checkShape, elementWriter, readElements, storeElements } from './elements.ts';
import { quoted, refuser } from './formatError.ts';
import type { NpyArray } from './npy.ts';
import { LENGTH_BYTES, METADATA, readSafetensorsHeader } from './safetensorsHeader.ts';

/** The contents of a .safetensors file: arrays by name, and descriptive text by name. */
export interface Safetensors {
  readonly tensors: Record<string, NpyArray>;
  readonly metadata: Record<string, string>;
}

const STORED = { f8: 'F64', f4: 'F32', i4: 'I32', u1: 'U8' } as const;

/** The data begins at a multiple of this, after spaces at the header's end. */
const ALIGNMENT = 8;

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
 * F64, F32, I32 and U8 keep their type. F16 and BF16 become a Float32Array; BOOL a Uint8Array of 0 and 1; I8,
 * I16, U16 an Int32Array; I64, U32, U64 a Float64Array.
 *
 * @param bytes the whole file
 * @param file its name in errors
 * @throws FormatError if the bytes are not such a file: a header beyond the file or 100 MB, tensors that
 *   overlap, leave
 * gaps or do not fill the file, a type not named above, or a 64-bit integer beyond ±(2^53 − 1)
 */
export function readSafetensors(bytes: Uint8Array, file = 'safetensors'): Safetensors {
  const refuse = refuser(file);
  const { entries, metadata } = readSafetensorsHeader(bytes, refuse);
  const tensors = entries.map(({ name, kind, shape, start, end, described }) => {
    const values = readElements(kind, { bytes, start, end, littleEndian: true, refuse });
    const origin = { file, place: `tensor ${quoted(name)}`, described, start, size: kind.size };
    return [name, readFrom(origin, { shape, values })];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}
