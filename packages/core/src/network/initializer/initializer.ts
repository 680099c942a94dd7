import type { Kind, Settings } from '../../kinds/kind.ts';
import type { RandomState } from '../../random/randomState.ts';

/** How a layer starts: `W` row-major `[fanIn, fanOut]`, `b` `[fanOut]`. */
export interface LayerStart {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** The moments of an entry of the initial W, and of an entry of b, whose mean is 0. */
export interface WeightMoments {
  readonly weightMean: number;
  readonly weightVariance: number;
  readonly biasVariance: number;
  /** A property that mean-field theory does not cover. */
  readonly beyondTheory?: string;
}

type Values<Name extends string> = Readonly<Record<Name, number>>;

/** One way to draw a layer's start. */
export interface Initializer<Name extends string = string> extends Kind<Name> {
  readonly settings: Settings<Name>;
  /** Draws W row by row, then b if it is random; `random` is advanced. */
  draw(values: Values<Name>, fanIn: number, fanOut: number, random: RandomState): LayerStart;
  /**
   * The moments of what it draws, for mean-field theory: by default weights of mean 0, and b = 0. A text says why the
   * theory does not cover it.
   */
  moments(
    values: Values<Name>,
    fanIn: number,
    fanOut: number,
  ):
    | string
    | { readonly weightMean?: number; readonly weightVariance: number; readonly biasVariance?: number };
}

/** Ties the names of the settings to those that `draw` and `moments` read. */
export const initializer = <Name extends string = never>(kind: Initializer<Name>): Initializer<Name> => kind;
