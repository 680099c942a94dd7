import type { NpyValues } from '../elements.ts';

/** The point in training at which a value was logged. */
interface Logged {
  /** Its name, such as `layer1.weight.grad`. */
  readonly tag: string;
  readonly step: number;
  /** When, in seconds since 1970. */
  readonly wallTime: number;
}

/** One number. */
export interface ScalarEvent extends Logged {
  readonly kind: 'scalar';
  readonly value: number;
  /** Its precision in the file; the default is float32: TensorBoard's `simple_value`. */
  readonly precision?: 'float32' | 'float64';
}

/** Counts of values between limits. */
export interface HistogramEvent extends Logged {
  readonly kind: 'histogram';
  /** `[k, 3]`, row-major: left edge, right edge, count. */
  readonly buckets: Float64Array;
  /**
   * Moments of the values themselves; only files in the older form have them. `√sumSquares` is their L2 norm.
   */
  readonly moments?: Moments;
}

export interface Moments {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumSquares: number;
}

/** An array of numbers or of text. */
export interface TensorEvent extends Logged {
  readonly kind: 'tensor';
  /** The part of TensorBoard that shows it, such as `text` or `pr_curves`; empty if the file does not say. */
  readonly plugin: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: NpyValues | readonly string[];
}

export type EventValue = ScalarEvent | HistogramEvent | TensorEvent;

/** The facts about a tag that need no decoding of its values. */
export interface EventTag {
  readonly name: string;
  /** `other` covers images and audio, which are not decoded. */
  readonly kind: EventValue['kind'] | 'other';
  readonly plugin: string;
  /** The number of the tag's values so far, and the steps of the first and the last of them. */
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
}
