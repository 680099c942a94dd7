/** Rows of inputs: `X` is row-major `[samples, features]`, float64. */
export interface Inputs {
  readonly samples: number;
  readonly features: number;
  readonly X: Float64Array;
}

/** Labelled points for classification: `y[i]` is the class of row `i`, in `0 … classes − 1`. */
export interface Dataset extends Inputs {
  readonly classes: number;
  readonly y: Int32Array;
  /** The names of the classes, if they have names. */
  readonly classNames?: readonly string[];
  /** Held-out rows, which training does not see. */
  readonly test?: Dataset;
}

/** Points for regression: `targets` is row-major `[samples, outputs]`, float64. */
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

/** The number of outputs of a network for the data: one for each class or target. */
export function outputsOf(data: AnyDataset): number {
  return isRegression(data) ? data.outputs : data.classes;
}
