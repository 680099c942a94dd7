/** Rows of inputs: `X` is row-major `[samples, features]`, float64. */
export interface Inputs {
  readonly samples: number;
  readonly features: number;
  readonly X: Float64Array;
  /**
   * The sizes of a sample's axes, if it has any: `[time]` of a sequence, `[height, width]` of a picture. Its features are
   * then the channels of each position, position after position, the last axis fastest.
   */
  readonly axes?: readonly number[] | undefined;
}

/**
 * Labelled points for classification: `y[i]` is the class of row `i`, in `0 … classes − 1`; or, if every position of a
 * sample has a class, `y` is `[samples, positions]`.
 */
export interface Dataset extends Inputs {
  readonly classes: number;
  readonly y: Int32Array;
  /** The names of the classes, if they have names. */
  readonly classNames?: readonly string[];
  /** Held-out rows, which training does not see. */
  readonly test?: Dataset;
}

/** Points for regression: `targets` is row-major `[samples, outputs]`, or `[samples, positions, outputs]`, float64. */
export interface RegressionDataset extends Inputs {
  readonly outputs: number;
  readonly targets: Float64Array;
  /** Held-out rows, which training does not see. */
  readonly test?: RegressionDataset;
}

export type AnyDataset = Dataset | RegressionDataset;

export function isRegression(data: AnyDataset): data is RegressionDataset {
  return 'targets' in data;
}

/** The numbers at each position of a sample; all of its features if it has no axes. */
export function channelsOf({ features, axes = [] }: Pick<Inputs, 'features' | 'axes'>): number {
  return axes.reduce((rest, axis) => rest / axis, features);
}

/** The number of outputs of a network for the data: one for each class or target. */
export function outputsOf(data: AnyDataset): number {
  return isRegression(data) ? data.outputs : data.classes;
}

/** The answers that are to be learned of each sample: one, or one for each of its positions. */
export function answersOf(data: AnyDataset): number {
  return isRegression(data)
    ? data.targets.length / (data.samples * data.outputs)
    : data.y.length / data.samples;
}
