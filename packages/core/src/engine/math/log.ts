import { fromWords, highWord, lowWord } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';
import { LOG_TABLE } from './logTable.ts';

/** High word of the left end of the table, 0.6797. */
const START = 0x3fe5c000;
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Natural logarithm, the same bits on every JavaScript engine.
 *
 * x = 2^k z with z in [0.68, 1.36) and log x = k ln2 + log c + log(1 + r), r = z/c − 1, |r| < 2^-5.8,
 * where c is the table point of z. Around 1 the table has c = 1, so that nothing cancels there.
 *
 * @param x any number; 0 gives −Infinity, a negative number NaN
 * @returns log x with an error below 0.52 ulp
 *
 * Source: Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM TOMS
 * 16 (1990); the table points with one-double logarithms follow Gal, "An accurate elementary mathematical library
 * for the IEEE floating point standard", ACM TOMS 17 (1991).
 */
export function log(x: number): number {
  if (x > 0 && x < Number.POSITIVE_INFINITY) {
    return x < SMALLEST_NORMAL ? logNormal(x * 2 ** 54, -54) : logNormal(x, 0);
  }
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return x > 0 ? x : Number.NaN;
}

/** log(2^scale · x) of a positive normal x. */
function logNormal(x: number, scale: number): number {
  const high = highWord(x);
  const offset = (high - START) | 0;
  const k = (offset >> 20) + scale;
  const row = 2 * ((offset >>> 15) & 31);
  const inverse = LOG_TABLE[row];
  const logC = LOG_TABLE[row + 1];

  // 1/c has 21 bits: both products and the first difference are exact, and r + rLow is z/c − 1 itself.
  const zHighWord = (high - (offset & 0xfff00000)) | 0;
  const zHigh = fromWords(zHighWord, 0);
  const zLow = fromWords(zHighWord, lowWord(x)) - zHigh;
  const first = zHigh * inverse - 1;
  const second = zLow * inverse;
  const r = first + second;
  const rLow = first - r + second;

  const kLn2 = k * LN2_HIGH;
  const base = kLn2 + logC;
  const baseLow = kLn2 - base + logC + k * LN2_LOW;
  const sum = base + r;
  const sumLow = base - sum + r + (rLow + baseLow);
  return sum + (sumLow + logSeries(r));
}

/** log(1 + r) − r = −r²/2 + r³/3 − … + r¹¹/11 for |r| < 2^-5.8. */
export function logSeries(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = r * (1 / 3) - 0.5 + r2 * (r * (1 / 5) - 1 / 4);
  const high = r * (1 / 7) - 1 / 6 + r2 * (r * (1 / 9) - 1 / 8 + r2 * (r * (1 / 11) - 1 / 10));
  return r2 * (low + r4 * high);
}
