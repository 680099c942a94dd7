import { ELEMENTS, type ElementKind, elementCount } from './elements.ts';
import { quoted, quotedJson, type Refuse } from './formatError.ts';
import { jsonFault, nameIndex, quotedRest } from './jsonPlaces.ts';
import { decodeUtf8, endOfUtf8, utf8Length } from './utf8.ts';

/** A tensor as the header has it. */
interface Entry {
  readonly name: string;
  readonly kind: ElementKind;
  readonly shape: readonly number[];
  /**
   * Offsets of the beginning and end of its values and, found on demand, of its name in the header: in bytes
   * of the file.
   */
  readonly start: number;
  readonly end: number;
  readonly described: () => number;
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
export const METADATA = '__metadata__';
/** Bytes of the header's own length. */
export const LENGTH_BYTES = 8;
/** The limit of the format's own reader. */
const LONGEST_HEADER = 100_000_000;

/**
 * The header of a .safetensors file.
 *
 * @throws FormatError with the byte at which the header names the tensor that breaks a rule
 */
export function readSafetensorsHeader(
  bytes: Uint8Array,
  refuse: Refuse,
): { entries: Entry[]; metadata: Record<string, string> } {
  const { header, text, start } = parseHeader(bytes, refuse);
  const { [METADATA]: metadata = {}, ...described } = header;
  const refuseEntry: RefuseEntry = (name, rule, got) => refuse(entryOffset(text, name), rule, got);
  const entries = Object.entries(described).map(([name, value]): Entry => {
    const { begin, end, ...tensor } = parseEntry(name, value, refuseEntry);
    return { ...tensor, start: start + begin, end: start + end, described: () => entryOffset(text, name) };
  });
  checkLayout(entries, start, bytes.length, refuse);
  return { entries, metadata: checkMetadata(metadata, refuseEntry) };
}

/** Throws the error for a rule that a header entry breaks. */
type RefuseEntry = (name: string, rule: string, got: string | number) => never;

/** Byte offset of a name in the header. */
function entryOffset(header: string, name: string): number {
  return LENGTH_BYTES + utf8Length(header.slice(0, nameIndex(header, name)));
}

/** The header as an object and as text, and the start of the data. */
interface Header {
  readonly header: Record<string, unknown>;
  readonly text: string;
  readonly start: number;
}

function parseHeader(bytes: Uint8Array, refuse: Refuse): Header {
  if (bytes.length < LENGTH_BYTES) {
    refuse(0, `the header's length in ${LENGTH_BYTES} bytes`, `a file of ${bytes.length}`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) refuse(0, `a header of at most ${LONGEST_HEADER} bytes`, length);
  const start = LENGTH_BYTES + Number(length);
  if (start > bytes.length) refuse(0, `a file of at least ${start} bytes`, bytes.length);
  const encoded = bytes.subarray(LENGTH_BYTES, start);
  const text = decodeUtf8(encoded);
  if (text === undefined)
    return refuse(LENGTH_BYTES + endOfUtf8(encoded), 'a header in UTF-8', 'other bytes');
  const header = parseJson(text, refuse);
  if (!isRecord(header)) return refuse(LENGTH_BYTES, 'a header that is a JSON object', quotedJson(header));
  return { header, text, start };
}

function parseJson(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const fault = jsonFault(text) ?? 0;
    const offset = LENGTH_BYTES + utf8Length(text.slice(0, fault));
    return refuse(offset, 'a header in JSON', quotedRest(text, fault, 'header'));
  }
}

/** Its `begin` and `end` count from the end of the header. */
function parseEntry(name: string, value: unknown, refuse: RefuseEntry) {
  const tensor = `tensor ${quoted(name)}`;
  if (!isRecord(value)) return refuse(name, `${tensor} with dtype, shape and data_offsets`, 'none');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(KINDS, dtype)) {
    return refuse(name, `${tensor} of ${Object.keys(KINDS).join(', ')}`, quotedJson(dtype));
  }
  if (!isCounts(shape)) return refuse(name, `${tensor} with a shape of counts`, quotedJson(shape));
  if (!isCounts(offsets) || offsets.length !== 2) {
    return refuse(name, `${tensor} with two offsets`, quotedJson(offsets));
  }
  const [begin, end] = offsets as [number, number];
  const kind = KINDS[dtype];
  const length = elementCount(shape) * kind.size;
  if (end - begin !== length) refuse(name, `${tensor} of ${length} bytes`, end - begin);
  return { name, kind, shape, begin, end };
}

/** Each tensor begins at the end of another, and the last ends with the file. */
function checkLayout(entries: readonly Entry[], dataStart: number, fileEnd: number, refuse: Refuse): void {
  let reached = dataStart;
  for (const { name, start, end, described } of entries.toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    if (start !== reached) {
      const rule = `tensor ${quoted(name)} to begin where another ends, at ${reached - dataStart}`;
      refuse(described(), rule, start - dataStart);
    }
    reached = end;
  }
  if (reached === fileEnd) return;
  const rule = `tensors that fill the ${fileEnd - dataStart} bytes of data`;
  refuse(Math.min(reached, fileEnd), rule, reached - dataStart);
}

function checkMetadata(metadata: unknown, refuse: RefuseEntry): Record<string, string> {
  if (isRecord(metadata) && Object.values(metadata).every(value => typeof value === 'string')) {
    return metadata as Record<string, string>;
  }
  return refuse(METADATA, `text by name in ${METADATA}`, quotedJson(metadata));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(entry => Number.isSafeInteger(entry) && entry >= 0);
}
