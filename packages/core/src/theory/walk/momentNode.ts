/** What a wide random network gives at a node, by position, over its channels and the samples. */
export interface Moments {
  /** E h, `[positions]`; found only if it is asked for. */
  mean(): readonly number[];
  /** E h², `[positions]` */
  readonly square: readonly number[];
  /** Whether the channels are normal, of mean 0 and independent, as those of a wide product are. */
  readonly isNormal: boolean;
}

/** E‖∂loss/∂h‖² at each position, up to a factor that all nodes share. */
export type Energies = readonly number[];

/**
 * A node of a wide network at its random start: how the moments of what goes forward, and the size of the signal that
 * goes backward, change there. Signals that meet, and the signal and what went forward, count as independent.
 */
export interface MomentNode {
  /** The nodes that it takes, by place; −1 is the data. */
  readonly from: readonly number[];
  /** The moments of its output; or what theory does not cover, as in `layer 2 has …`. */
  forward(inputs: readonly Moments[]): Moments | string;
  /** What it passes to each of its inputs, of what arrives at it. */
  backward(signal: Energies, inputs: readonly Moments[], output: Moments): readonly Energies[];
}

/** Normal with this variance at each position. */
export const normalOf = (variance: readonly number[]): Moments => ({
  mean: () => variance.map(() => 0),
  square: variance,
  isNormal: true,
});

export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** A function that remembers its values: positions often have the same. */
export function remembered(f: (x: number) => number): (x: number) => number {
  const known = new Map<number, number>();
  return x => {
    const value = known.get(x) ?? f(x);
    known.set(x, value);
    return value;
  };
}
