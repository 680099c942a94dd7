import { fromWords, highWord } from './bits.ts';

/** An angle as `quadrant · π/2 + high + low`, |high| ≤ π/4 up to rounding; `low` holds what `high` cannot. */
export interface ReducedAngle {
  /** 0 … 3, counted modulo a full turn. */
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

/** π/2 in three parts. The first two have 33 bits, so that a quadrant number below 2^20 times them is exact. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const QUADRANTS_PER_RADIAN = 0.6366197723675814;

/**
 * For angles up to this, the parts leave an error below 2^-101; a smaller remainder needs more digits of π.
 */
const LARGEST_FOR_PARTS = 2 ** 20;
const SMALLEST_FROM_PARTS = 2 ** -30;

/**
 * Takes from a finite angle the nearest multiple of π/2.
 *
 * @param x a finite number of radians
 * @returns the quadrant and the remainder, with a relative error below 2^-70
 *
 * Source: Cody and Waite, "Software manual for the elementary functions" (1980), chapter 8, for the three parts.
 */
export function reducePi(x: number): ReducedAngle {
  if (Math.abs(x) <= Math.PI / 4) return { quadrant: 0, high: x, low: 0 };
  if (Math.abs(x) > LARGEST_FOR_PARTS) return reduceExactly(x);
  const n = Math.round(x * QUADRANTS_PER_RADIAN);
  const first = x - n * HALF_PI_1;
  const second = n * HALF_PI_2;
  const third = n * HALF_PI_3;
  const difference = first - second;
  const high = difference - third;
  if (Math.abs(high) < SMALLEST_FROM_PARTS) return reduceExactly(x);
  const low = difference - high - third + differenceError(first, second, difference);
  return { quadrant: n & 3, high, low };
}

/** a − b − rounded, where rounded is a − b as computed (Knuth's TwoSum). */
function differenceError(a: number, b: number, rounded: number): number {
  const minusB = rounded - a;
  return a - (rounded - minusB) - (b + minusB);
}

/**
 * Fraction bits of π: 1024 for the largest double, 62 for the double nearest to a multiple of π/2, the rest
 * in reserve.
 */
const PI_BITS = 1216n;
const REMAINDER_BITS = 192;
let halfPi = 0n;

function reduceExactly(x: number): ReducedAngle {
  halfPi ||= computePi(PI_BITS) >> 1n;
  const exponent = (highWord(Math.abs(x)) >> 20) - 1075;
  const integer = BigInt(Math.abs(x) / fromWords((exponent + 1023) << 20, 0));
  const angle = integer << (PI_BITS + BigInt(exponent));
  const n = (2n * angle + halfPi) / (2n * halfPi);
  const remainder = (angle - n * halfPi) >> (PI_BITS - BigInt(REMAINDER_BITS));
  const high = Number(remainder);
  const low = Number(remainder - BigInt(high));
  const scale = Math.sign(x) * 2 ** -REMAINDER_BITS;
  const quadrant = Number(n & 3n);
  return { quadrant: x < 0 ? -quadrant & 3 : quadrant, high: high * scale, low: low * scale };
}

/** π with this many fraction bits: 16 atan(1/5) − 4 atan(1/239) (Machin), computed with 32 more. */
function computePi(bits: bigint): bigint {
  const guard = 32n;
  return (16n * atanOfInverse(5n, bits + guard) - 4n * atanOfInverse(239n, bits + guard)) >> guard;
}

function atanOfInverse(q: bigint, bits: bigint): bigint {
  let power = (1n << bits) / q;
  let sum = power;
  for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
    power /= q * q;
    sum += (sign * power) / n;
  }
  return sum;
}
