import type { Engine, Tensor, Values } from '../engine/engine.ts';

/** The parameters of one layer: `z = scale · h W + b`, `W` row-major `[fanIn, fanOut]`, `b` `[fanOut]`, 0 in a layer without bias. */
export interface LayerParameters {
  readonly fanIn: number;
  /** The layer's units; of maxout, all of their pieces. */
  readonly fanOut: number;
  readonly W: Values;
  readonly b: Values;
  /** Learned scale and shift of a normalization, `[fanOut]`. */
  readonly gamma?: Values;
  readonly beta?: Values;
  /** Batch normalization's running mean and variance, `[fanOut]`, for evaluation. They are not learned. */
  readonly mean?: Values;
  readonly variance?: Values;
  /** The learned slope of prelu, `[1]`. */
  readonly slope?: Values;
  /**
   * Arrays of other kinds of layers: `U` of a recurrence, `O` of an attention, `W.2` of the second layer in a block, which
   * has no W and b of its own: they are empty.
   */
  readonly [own: string]: Values | number | undefined;
}

/** The parameters of a network, layer 1 (the input's) first. */
export type Parameters = readonly LayerParameters[];

/** The arrays that a layer can have, in the order in which they are saved. */
export const PARAMETER_NAMES = ['W', 'b', 'gamma', 'beta', 'mean', 'variance', 'slope'] as const;

export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** A tensor that training changes, with the gradient of the data's loss. */
export interface LearnedTensor {
  readonly name: string;
  readonly tensor: Tensor;
  readonly gradient: Tensor;
  /** Whether `l2` and weight decay apply to it: true only for weights. */
  readonly decays: boolean;
}

/** A new tensor to be learned, all of its entries `start`, and its gradient. */
export function learnedTensor(
  engine: Engine,
  name: string,
  [rows, columns]: readonly [rows: number, columns: number],
  { decays = false, start = 0 }: { readonly decays?: boolean; readonly start?: number } = {},
): LearnedTensor {
  const [tensor, gradient] = [engine.tensor(rows, columns), engine.tensor(rows, columns)];
  if (start !== 0) tensor.values.fill(start);
  return { name, tensor, gradient, decays };
}

/** The arrays of a layer by name, in the order in which they are saved; those of a kind that a program has added last. */
export function arraysOf(layer: LayerParameters): (readonly [name: string, values: Values])[] {
  const own = Object.keys(layer).filter(name => !(PARAMETER_NAMES as readonly string[]).includes(name));
  return [...PARAMETER_NAMES, ...own].flatMap(name => {
    const values = layer[name];
    return typeof values === 'object' && values.length > 0 ? [[name, values] as const] : [];
  });
}
