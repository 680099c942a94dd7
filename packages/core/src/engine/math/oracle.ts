/**
 * Test helper: exp, expm1, log, log1p, tanh, erf, erfc, erfcx, sin and cos of a double to about 2⁻²⁰⁰
 * relative, in BigInt fixed point, and the distance of a computed double from them in ulp. Deliberately slow
 * and plain; no shipped code imports it.
 *
 * Glossary: a fixed-point number v with `bits` fraction bits stands for v · 2^-bits.
 */

/** The real number mantissa · 2^exponent. */
export interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export type Oracle = (x: number) => Exact;

const GUARD_BITS = 256;

/** A finite double as an integer times a power of two. */
export function exactOf(x: number): Exact {
  if (!Number.isFinite(x)) throw new RangeError(`exactOf: expected a finite number, got ${x}`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: word >> 63n ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

function toFixed(value: Exact, bits: number): bigint {
  const shift = value.exponent + bits;
  return shift >= 0 ? value.mantissa << BigInt(shift) : value.mantissa >> BigInt(-shift);
}

function bitLength(v: bigint): number {
  const digits = (v < 0n ? -v : v).toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0], 16)) + 28;
}

/** Bits before the binary point, 0 or negative below 1: |value| lies in [2^(n-1), 2^n). */
function magnitude(value: Exact): number {
  return bitLength(value.mantissa) + value.exponent;
}

/** atanh(p/q) = Σ (p/q)^(2i+1) / (2i+1). */
function atanhRatio(p: bigint, q: bigint, bits: number): bigint {
  const pp = p * p;
  const qq = q * q;
  let power = (p << BigInt(bits)) / q;
  let sum = power;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = (power * pp) / qq;
    sum += power / n;
  }
  return sum;
}

/** Caches one constant: if fewer bits are requested later, it is shifted down. */
function constant(compute: (bits: number) => bigint): (bits: number) => bigint {
  let known = 0n;
  let knownBits = -1;
  return bits => {
    if (bits > knownBits) {
      knownBits = bits + 64;
      known = compute(knownBits);
    }
    return known >> BigInt(knownBits - bits);
  };
}

const ln2 = constant(bits => 2n * atanhRatio(1n, 3n, bits));

/** Machin: π = 16 atan(1/5) − 4 atan(1/239). */
const pi = constant(bits => 16n * atanInverse(5n, bits) - 4n * atanInverse(239n, bits));

function atanInverse(q: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / q;
  let sum = power;
  for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
    power /= q * q;
    sum += (sign * power) / n;
  }
  return sum;
}

/** Nearest integer to v / d. */
function roundedQuotient(v: bigint, d: bigint): bigint {
  const twice = 2n * v + d;
  const quotient = twice / (2n * d);
  return twice < 0n && quotient * 2n * d !== twice ? quotient - 1n : quotient;
}

/** Σ r^n / n! over n = first, first + stride, …; `sign` is −1 for the alternating series of sine and cosine. */
function factorialSeries(r: bigint, first: number, stride: number, sign: bigint, bits: number): bigint {
  const shift = BigInt(bits);
  let term = first === 0 ? 1n << shift : r;
  let sum = term;
  for (let n = first + 1; term !== 0n && term !== -1n; n += stride) {
    for (let i = 0; i < stride; i++) term = ((term * r) >> shift) / BigInt(n + i);
    term *= sign;
    sum += term;
  }
  return sum;
}

/** 2^k e^r = e^v of a fixed-point v, |r| ≤ ln2/2; the mantissa has `bits` bits whatever k is. */
function expFixed(v: bigint, bits: number): { mantissa: bigint; k: bigint } {
  const k = roundedQuotient(v, ln2(bits));
  return { mantissa: factorialSeries(v - k * ln2(bits), 0, 1, 1n, bits), k };
}

export function exactExp(x: number): Exact {
  const { mantissa, k } = expFixed(toFixed(exactOf(x), GUARD_BITS), GUARD_BITS);
  return { mantissa, exponent: Number(k) - GUARD_BITS };
}

/** e^x − 1, with enough bits for the cancellation near 0. */
export function exactExpm1(x: number): Exact {
  const value = exactOf(x);
  if (value.mantissa === 0n) return value;
  const bits = bitsFor(value);
  const { mantissa, k } = expFixed(toFixed(value, bits), bits);
  const power = k >= 0n ? mantissa << k : mantissa >> -k;
  return { mantissa: power - (1n << BigInt(bits)), exponent: -bits };
}

export function exactLog(x: number): Exact {
  if (!(x > 0)) throw new RangeError(`exactLog: expected x > 0, got ${x}`);
  return logOf(exactOf(x), GUARD_BITS + 64);
}

/** log(1 + x): 1 + x is an integer times the power of two that x is. */
export function exactLog1p(x: number): Exact {
  if (!(x > -1)) throw new RangeError(`exactLog1p: expected x > −1, got ${x}`);
  const value = exactOf(x);
  if (value.mantissa === 0n) return value;
  const exponent = Math.min(value.exponent, 0);
  const mantissa = (value.mantissa << BigInt(value.exponent - exponent)) + (1n << BigInt(-exponent));
  return logOf({ mantissa, exponent }, bitsFor(value) + 64);
}

/** log v = k ln2 + 2 atanh((m − 1)/(m + 1)), m = v / 2^k in [0.71, 1.42), so that 1 has no cancellation. */
function logOf({ mantissa, exponent }: Exact, bits: number): Exact {
  let length = bitLength(mantissa);
  if (mantissa * mantissa < 1n << BigInt(2 * length - 1)) length--;
  const one = 1n << BigInt(length);
  const series = 2n * atanhRatio(mantissa - one, mantissa + one, bits);
  return { mantissa: BigInt(exponent + length) * ln2(bits) + series, exponent: -bits };
}

function bitsFor(value: Exact): number {
  return GUARD_BITS + Math.max(0, -2 * magnitude(value));
}

/** (e^2x − 1) / (e^2x + 1), with enough bits for the cancellation near 0. */
export function exactTanh(x: number): Exact {
  const value = exactOf(x);
  if (value.mantissa === 0n) return value;
  const bits = bitsFor(value);
  // Beyond 128, 1 − tanh < 2⁻³⁶⁰: the nearest number this precision has is ±1.
  if (Math.abs(x) > 128) return { mantissa: BigInt(Math.sign(x)), exponent: 0 };
  const { mantissa, k } = expFixed(2n * toFixed(value, bits), bits);
  const power = k >= 0n ? mantissa << k : mantissa >> -k;
  const one = 1n << BigInt(bits);
  return { mantissa: ((power - one) << BigInt(bits)) / (power + one), exponent: -bits };
}

/** 1 / (1 + e^-x), as e^x / (1 + e^x) for negative x. */
export function exactSigmoid(x: number): Exact {
  const { mantissa, exponent } = exactExp(-Math.abs(x));
  const one = 1n << BigInt(-exponent);
  const numerator = x < 0 ? mantissa : one;
  const extra = BigInt(GUARD_BITS - exponent);
  return { mantissa: (numerator << extra) / (one + mantissa), exponent: -Number(extra) };
}

/** √π */
const rootPi = constant(bits => integerRoot(pi(2 * bits)));

/** ⌊√v⌋ by Newton's iteration from above. */
function integerRoot(v: bigint): bigint {
  let root = 1n << BigInt((bitLength(v) >> 1) + 1);
  for (;;) {
    const next = (root + v / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** erf x = 2/√π e^-x² Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n + 1)), all terms of one sign, with this many fraction bits. */
function erfFixed(x: number, bits: number): bigint {
  const shift = BigInt(bits);
  const v = toFixed(exactOf(x), bits);
  const square = (v * v) >> shift;
  let term = v;
  let sum = v;
  for (let n = 3n; term !== 0n && term !== -1n; n += 2n) {
    term = ((2n * term * square) >> shift) / n;
    sum += term;
  }
  const { mantissa, k } = expFixed(-square, bits);
  return ((2n * sum * mantissa) / rootPi(bits)) >> -k;
}

/** Beyond it erfc x < 2⁻⁸³⁰⁰, far below the smallest double. */
const ERF_END = 76;

export function exactErf(x: number): Exact {
  const value = exactOf(x);
  if (value.mantissa === 0n) return value;
  if (Math.abs(x) > ERF_END) return { mantissa: BigInt(Math.sign(x)), exponent: 0 };
  const bits = bitsFor(value) + bitsOfSquare(x);
  return { mantissa: erfFixed(x, bits), exponent: -bits };
}

/** 1 − erf x, with enough bits for the cancellation far out. */
export function exactErfc(x: number): Exact {
  if (Math.abs(x) > ERF_END) throw new RangeError(`exactErfc: expected |x| ≤ ${ERF_END}, got ${x}`);
  const bits = GUARD_BITS + bitsOfSquare(x);
  return { mantissa: (1n << BigInt(bits)) - erfFixed(x, bits), exponent: -bits };
}

/** e^x² erfc x */
export function exactErfcx(x: number): Exact {
  const { mantissa, exponent } = exactErfc(x);
  const { mantissa: root, exponent: half } = exactOf(x);
  const power = expFixed(toFixed({ mantissa: root * root, exponent: 2 * half }, GUARD_BITS), GUARD_BITS);
  return { mantissa: mantissa * power.mantissa, exponent: exponent + Number(power.k) - GUARD_BITS };
}

/**
 * Bits of e^x² before the binary point, twice: once for the sum that it scales down, once for the remainder
 * of 1.
 */
function bitsOfSquare(x: number): number {
  return 2 * Math.ceil(Math.LOG2E * x * x) + 64;
}

/** The quadrant n and remainder r of x = n π/2 + r, |r| ≤ π/4. */
function quadrant(x: number): { n: number; r: bigint; bits: number } {
  const value = exactOf(x);
  // Doubles come within 2⁻⁶¹ of a multiple of π/2: 64 bits more than the guard keep that remainder exact enough.
  const bits = bitsFor(value) + 64;
  const wide = bits + Math.max(0, magnitude(value));
  const fixed = toFixed(value, wide);
  const half = pi(wide) >> 1n;
  const n = roundedQuotient(fixed, half);
  return { n: Number(((n % 4n) + 4n) % 4n), r: (fixed - n * half) >> BigInt(wide - bits), bits };
}

function sineFrom({ n, r, bits }: { n: number; r: bigint; bits: number }): Exact {
  const series = factorialSeries(r, n % 2 === 0 ? 1 : 0, 2, -1n, bits);
  return { mantissa: n < 2 ? series : -series, exponent: -bits };
}

export function exactSin(x: number): Exact {
  return x === 0 ? exactOf(x) : sineFrom(quadrant(x));
}

export function exactCos(x: number): Exact {
  if (x === 0) return exactOf(1);
  const { n, r, bits } = quadrant(x);
  return sineFrom({ n: (n + 1) % 4, r, bits });
}

/** A binary floating-point format: significant bits, exponent of its smallest subnormal, power of two it overflows at. */
export interface Format {
  readonly precision: number;
  readonly minExponent: number;
  readonly overflow: number;
}

export const FLOAT64: Format = { precision: 53, minExponent: -1074, overflow: 1024 };
export const FLOAT32: Format = { precision: 24, minExponent: -149, overflow: 128 };

/**
 * |got − oracle(x)| in units of the last place of the exact value (of the subnormal grid if that is coarser).
 *
 * An infinite `got` counts as the power of two that follows the largest finite number, which is right for any
 * exact value beyond it; NaN counts as infinitely wrong.
 */
export function ulpError(got: number, x: number, oracle: Oracle, format: Format = FLOAT64): number {
  if (Number.isNaN(got)) return Number.POSITIVE_INFINITY;
  const exact = oracle(x);
  if (!Number.isFinite(got) && magnitude(exact) > format.overflow && got > 0 === exact.mantissa > 0n)
    return 0;
  const value = Number.isFinite(got)
    ? exactOf(got)
    : { mantissa: BigInt(Math.sign(got)), exponent: format.overflow };
  const ulp = exact.mantissa === 0n ? format.minExponent : ulpExponent(exact, format);
  const exponent = Math.min(value.exponent, exact.exponent, ulp);
  const difference =
    (value.mantissa << BigInt(value.exponent - exponent)) -
    (exact.mantissa << BigInt(exact.exponent - exponent));
  // Millionths of an ulp are fine enough for any bound and fit a double as an integer.
  const millionths = (difference * 1_000_000n) >> BigInt(ulp - exponent);
  return Math.abs(Number(millionths)) / 1e6;
}

function ulpExponent(exact: Exact, format: Format): number {
  const exponent = Math.max(magnitude(exact) - format.precision, format.minExponent);
  return Math.min(exponent, format.overflow - format.precision);
}
