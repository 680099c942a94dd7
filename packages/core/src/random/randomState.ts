import { log } from '../engine/math/log.ts';
import { Mt19937 } from './mt19937.ts';
import { checkSavedRandomState, type SavedRandomState } from './savedRandomState.ts';

/** An array `shuffle` can reorder: a plain one or a typed one. */
export interface Shufflable<T> {
  readonly length: number;
  [index: number]: T;
}

/**
 * Random numbers equal to NumPy's `RandomState(seed)`: the same generator, and the same words consumed by
 * each draw.
 *
 * Uniforms and integers equal NumPy's exactly, normals up to the last bits of its C library's `log`.
 *
 * @param seed an integer in 0 … 2^32 − 1
 * @throws RangeError if the seed is anything else
 *
 * Source: NumPy 2, `numpy/random/mtrand.pyx` and `src/legacy/legacy-distributions.c`, a stream frozen by NEP
 * 19.
 */
export class RandomState {
  private bits: Mt19937;
  private cachedNormal = 0;
  private hasCachedNormal = false;

  constructor(seed: number) {
    if (seed !== seed >>> 0) {
      throw new RangeError(`seed: expected an integer in 0 … 2^32 − 1, got ${seed}`);
    }
    this.bits = Mt19937.seeded(seed);
  }

  /**
   * A generator that continues from a saved `state`.
   *
   * @throws RangeError if the state is damaged
   */
  static fromState(state: SavedRandomState): RandomState {
    checkSavedRandomState(state);
    const random = new RandomState(0);
    random.bits = new Mt19937(Uint32Array.from(state.words), state.position);
    random.hasCachedNormal = state.cachedNormal !== null;
    random.cachedNormal = state.cachedNormal ?? 0;
    return random;
  }

  /** A copy of the state, for checkpoints. */
  get state(): SavedRandomState {
    return {
      words: Array.from(this.bits.words),
      position: this.bits.position,
      cachedNormal: this.hasCachedNormal ? this.cachedNormal : null,
    };
  }

  /** A uniform number in [0, 1): a multiple of 2^-53, from two words. */
  random(): number {
    const high = this.bits.next() >>> 5;
    const low = this.bits.next() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /**
   * A uniform number in [low, high): `low + (high − low) u`.
   *
   * @throws RangeError if high − low is not finite
   */
  uniform(low: number, high: number): number {
    const range = high - low;
    if (!Number.isFinite(range)) {
      throw new RangeError(`uniform: expected a finite high − low, got ${high} − ${low}`);
    }
    return low + range * this.random();
  }

  /**
   * A normal number: `mean + std g`, with g from the standard normal distribution.
   *
   * @param mean the distribution's mean
   * @param std its standard deviation, at least 0
   * @throws RangeError if std is negative or NaN
   */
  normal(mean = 0, std = 1): number {
    if (!(std >= 0)) throw new RangeError(`normal: expected std at least 0, got ${std}`);
    return mean + std * this.standardNormal();
  }

  /**
   * A uniform integer in low … high − 1.
   *
   * @param low safe integer
   * @param high safe integer above low, at most 2^53 above it
   * @throws RangeError if they are not
   */
  randint(low: number, high: number): number {
    const largest = high - 1 - low;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || !(low < high)) {
      throw new RangeError(`randint: expected safe integers low < high, got low ${low}, high ${high}`);
    }
    if (!Number.isSafeInteger(largest)) {
      throw new RangeError(`randint: expected high − low at most 2^53, got low ${low}, high ${high}`);
    }
    return low + this.integerUpTo(largest);
  }

  /** Reorders an array in place, every order equally likely (Fisher and Yates, from the end). */
  shuffle<T>(array: Shufflable<T>): void {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integerUpTo(i);
      const moved = array[i]!;
      array[i] = array[j]!;
      array[j] = moved;
    }
  }

  /**
   * The numbers 0 … n − 1 in random order.
   *
   * @param n how many, an integer in 0 … 2^31 − 1
   * @throws RangeError if n is anything else
   */
  permutation(n: number): Int32Array {
    if (n !== n >>> 0 || n > 0x7fffffff) {
      throw new RangeError(`permutation: expected an integer n in 0 … 2^31 − 1, got ${n}`);
    }
    const order = Int32Array.from({ length: n }, (_, i) => i);
    this.shuffle(order);
    return order;
  }

  /**
   * Marsaglia's polar method: for (x, y) uniform in the unit disc and s = x² + y², x f and y f with
   * f = sqrt(−2 log(s) / s) are independent normals. NumPy returns y f first and keeps x f.
   */
  private standardNormal(): number {
    if (this.hasCachedNormal) {
      this.hasCachedNormal = false;
      return this.cachedNormal;
    }
    let x: number;
    let y: number;
    let s: number;
    do {
      x = 2 * this.random() - 1;
      y = 2 * this.random() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const f = Math.sqrt((-2 * log(s)) / s);
    this.cachedNormal = x * f;
    this.hasCachedNormal = true;
    return y * f;
  }

  /** A uniform integer in 0 … largest: words cut to as many bits as `largest` has, until one does not exceed it. */
  private integerUpTo(largest: number): number {
    if (largest === 0) return 0;
    if (largest > 0xffffffff) return this.wideIntegerUpTo(largest);
    const mask = 0xffffffff >>> Math.clz32(largest);
    let value: number;
    do value = (this.bits.next() & mask) >>> 0;
    while (value > largest);
    return value;
  }

  /** The same above 2^32 − 1, from two words each time, the high one first. */
  private wideIntegerUpTo(largest: number): number {
    const mask = 0xffffffff >>> Math.clz32(Math.floor(largest / 2 ** 32));
    let value: number;
    do {
      const high = (this.bits.next() & mask) >>> 0;
      value = high * 2 ** 32 + this.bits.next();
    } while (value > largest);
    return value;
  }
}
