/**
 * The bits of a double, through views shared by the elementary functions. The high word holds the sign (1 bit),
 * the biased exponent (11) and the first 20 bits of the fraction, the low word the other 32.
 */
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const bytes = new Uint8Array(new Uint16Array([1]).buffer);
const HIGH = bytes[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** High word of x, as a signed 32-bit integer. */
export function highWord(x: number): number {
  number[0] = x;
  return words[HIGH] | 0;
}

/** Low word of x, as a signed 32-bit integer. */
export function lowWord(x: number): number {
  number[0] = x;
  return words[LOW] | 0;
}

/** The double with these two words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return number[0];
}

/** 2^k for the k of a normal number, −1022 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  return fromWords((k + 1023) << 20, 0);
}
