/** The factor of the update: one number for all layers, or one for each, layer 1 first. */
export type StepSize = number | readonly number[];

/** The step size of layer `l`, counted from 0. */
export function stepSizeOf(stepSize: StepSize, l: number): number {
  return typeof stepSize === 'number' ? stepSize : stepSize[l];
}

/** A step size with every number multiplied by `change`. */
export function mapStepSize(stepSize: StepSize, change: (size: number) => number): number | number[] {
  return typeof stepSize === 'number' ? change(stepSize) : stepSize.map(change);
}
