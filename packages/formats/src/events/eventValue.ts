import type { NpyValues } from '../elements.ts';

/** Where in a training a value was logged. */
interface Logged {
  /** What it is called, as `layer1.weight.grad`. */
  readonly tag: string;
  readonly step: number;
  /** When, in seconds since 1970. */
  readonly wallTime: number;
}

/** One number. */
export interface ScalarEvent extends Logged {
  readonly kind: 'scalar';
  readonly value: number;
  /** How the file holds it; where nothing is said, float32 is written: TensorBoard's `simple_value`. */
  readonly precision?: 'float32' | 'float64';
}

/** How many values fell between which limits. */
export interface HistogramEvent extends Logged {
  readonly kind: 'histogram';
  /** `[k, 3]`, row-major: left edge, right edge, count. */
  readonly buckets: Float64Array;
  /** Of the values themselves; only files in the older form have them. `√sumSquares` is their L2 norm. */
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
  /** The part of TensorBoard it is for, as `text` or `pr_curves`; empty if the file does not say. */
  readonly plugin: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: NpyValues | readonly string[];
}

export type EventValue = ScalarEvent | HistogramEvent | TensorEvent;

/** What is known of a tag without decoding its values. */
export interface EventTag {
  readonly name: string;
  /** `other` are images and audio, which are not decoded. */
  readonly kind: EventValue['kind'] | 'other';
  readonly plugin: string;
  /** Values of the tag so far, and the steps of the first and the last of them. */
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
}
