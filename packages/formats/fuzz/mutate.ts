import { joined } from '../src/byteSource.ts';
import type { Dice } from './dice.ts';

/** No input is longer: what a parser may take is measured against a file of a megabyte. */
export const LARGEST_INPUT = 2 ** 20;

/** What mutations are made of besides the bytes themselves. */
export interface Material {
  /** Files of the same format, of which parts are spliced in. */
  readonly others: readonly Uint8Array[];
  /** Words of the format. */
  readonly tokens: readonly Uint8Array[];
}

type Mutation = (bytes: Uint8Array, dice: Dice, material: Material) => Uint8Array;

/** Where sizes, counts and signs turn over. */
const EDGES = [
  0,
  1,
  2,
  7,
  8,
  64,
  127,
  128,
  255,
  256,
  32767,
  65535,
  65536,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
];
const NUMBERS = [
  '0',
  '-1',
  '1e999',
  '4294967296',
  '9007199254740993',
  '99999999999999999999',
  '0.5',
  '1e-400',
  'NaN',
];
const BYTES = [0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x2f, 0x7f, 0x80, 0xc3, 0xff];
/** How often a block is repeated until the file is large, in which what takes quadratic time shows. */
const LARGE = 0.004;

const encoder = new TextEncoder();
const numbers = NUMBERS.map(text => encoder.encode(text));

/** The bytes with one to four changes. */
export function mutated(bytes: Uint8Array, dice: Dice, material: Material): Uint8Array {
  let changed = bytes;
  for (let left = 1 + dice.below(4); left > 0; left--)
    changed = dice.pick(MUTATIONS)(changed, dice, material);
  return changed.subarray(0, LARGEST_INPUT);
}

const flipBit: Mutation = (bytes, dice) => withByte(bytes, dice, byte => byte ^ (1 << dice.below(8)));
const setByte: Mutation = (bytes, dice) => withByte(bytes, dice, () => dice.pick(BYTES));
const stepByte: Mutation = (bytes, dice) => withByte(bytes, dice, byte => byte + (dice.chance(0.5) ? 1 : -1));

/** Sets a length, a count or an offset, as it may stand there in 2, 4 or 8 bytes, to an extreme. */
const setNumber: Mutation = (bytes, dice) => {
  const size = dice.pick([2, 4, 4, 8]);
  if (bytes.length < size) return bytes;
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const at = dice.below(bytes.length - size + 1);
  const sign = dice.chance(0.2) ? -1n : 1n;
  const value = BigInt.asUintN(8 * size, sign * BigInt(dice.pick(EDGES)));
  if (size === 2) view.setUint16(at, Number(value), true);
  else if (size === 4) view.setUint32(at, Number(value), true);
  else view.setBigUint64(at, value, true);
  return copy;
};

/** Sets a number that stands there in digits to an extreme. */
const setDigits: Mutation = (bytes, dice) => {
  const isDigit = (at: number) => bytes[at] >= 0x30 && bytes[at] <= 0x39;
  let start = dice.below(bytes.length);
  while (start < bytes.length && !isDigit(start)) start++;
  let end = start;
  while (end < bytes.length && isDigit(end)) end++;
  return end === start ? bytes : joined([bytes.subarray(0, start), dice.pick(numbers), bytes.subarray(end)]);
};

const truncate: Mutation = (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1));

const remove: Mutation = (bytes, dice) => {
  const { start, end } = block(bytes, dice);
  return joined([bytes.subarray(0, start), bytes.subarray(end)]);
};

const repeat: Mutation = (bytes, dice) => {
  const { start, end } = block(bytes, dice);
  const room = dice.chance(LARGE) ? 2 ** (10 + dice.below(11)) : 4 * (end - start);
  const copies = Math.min(
    Math.floor((LARGEST_INPUT - bytes.length) / Math.max(1, end - start)),
    Math.floor(room / Math.max(1, end - start)),
  );
  return joined([
    bytes.subarray(0, end),
    repeated(bytes.subarray(start, end), Math.max(0, copies)),
    bytes.subarray(end),
  ]);
};

const insertToken: Mutation = (bytes, dice, { tokens }) => {
  const at = dice.below(bytes.length + 1);
  return joined([bytes.subarray(0, at), dice.pick(tokens), bytes.subarray(at)]);
};

/** Puts a part of another file in place of a part of this one. */
const splice: Mutation = (bytes, dice, { others }) => {
  const other = dice.pick(others);
  const [to, from] = [block(bytes, dice), block(other, dice)];
  return joined([bytes.subarray(0, to.start), other.subarray(from.start, from.end), bytes.subarray(to.end)]);
};

const MUTATIONS = [
  flipBit,
  flipBit,
  setByte,
  stepByte,
  setNumber,
  setNumber,
  setDigits,
  setDigits,
  truncate,
  remove,
  repeat,
  insertToken,
  insertToken,
  splice,
];

/** A short stretch as a rule, any at times. */
function block(bytes: Uint8Array, dice: Dice): { start: number; end: number } {
  const start = dice.below(bytes.length + 1);
  const most = bytes.length - start;
  return { start, end: start + dice.below(1 + (dice.chance(0.7) ? Math.min(most, 32) : most)) };
}

function withByte(bytes: Uint8Array, dice: Dice, change: (byte: number) => number): Uint8Array {
  if (bytes.length === 0) return bytes;
  const copy = bytes.slice();
  const at = dice.below(bytes.length);
  copy[at] = change(copy[at]);
  return copy;
}

export function repeated(bytes: Uint8Array, copies: number): Uint8Array {
  const all = new Uint8Array(bytes.length * copies);
  for (let i = 0; i < copies; i++) all.set(bytes, i * bytes.length);
  return all;
}
