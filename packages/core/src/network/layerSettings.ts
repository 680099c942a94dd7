import type { ActivationSettings } from './activation/index.ts';

export type NormalizationKind = 'none' | 'batch' | 'layer';

/** Units that take the largest of `pieces` affine functions. */
export interface MaxoutSettings {
  readonly kind: 'maxout';
  readonly pieces: number;
}

/** Outputs that sum to 1; only for the output layer. */
export interface SoftmaxSettings {
  readonly kind: 'softmax';
}

/**
 * The settings of one layer: `h = φ(norm(scale · x W + b))`, then dropout, then `+ x` if it has a skip
 * connection.
 */
export interface LayerSettings {
  readonly fanIn: number;
  readonly width: number;
  readonly activation: ActivationSettings | MaxoutSettings | SoftmaxSettings;
  readonly normalization: NormalizationKind;
  /** Whether the layer's input is added to its output; `fanIn` and `width` are equal then. */
  readonly skip: boolean;
  /** The share of units that a training step leaves out, 0 … below 1. */
  readonly dropout: number;
  /** Whether b is learned; if not, b stays 0. */
  readonly bias: boolean;
  /** The factor of x W, above 0: 1 except for parameterizations in which it depends on `fanIn`. */
  readonly scale: number;
  /** The kind that a program has added, with its numbers; undefined for a dense layer. */
  readonly own?: OwnLayer;
}

/** A kind of layer that a program has added by `registerLayer`, and the numbers of its settings. */
export interface OwnLayer {
  readonly kind: string;
  /** Rows and columns of its W. */
  readonly weights: readonly [number, number];
  readonly values: Readonly<Record<string, number>>;
}

/** How the weights' products are scaled. */
export type Parameterization = 'standard' | 'meanField';

/**
 * The factor of a layer's products. Mean field: `1 / √fanIn`, and `1 / fanIn` for the output layer, so that
 * weights of variance 1 keep a signal whatever the width, and the effect of a step does not depend on the
 * width either.
 *
 * Source: Mei, Montanari, Nguyen 2018, "A mean field view of the landscape of two-layer neural networks", for
 * the output layer; Sohl-Dickstein 2024, "The boundary of neural network trainability is fractal", whose code
 * also multiplies the hidden products of tanh and ReLU by √2: the same network as with weights √2 times, and
 * a step size 2 times as large.
 */
export function scaleOf(parameterization: Parameterization, fanIn: number, isOutput: boolean): number {
  if (parameterization === 'standard') return 1;
  return isOutput ? 1 / fanIn : 1 / Math.sqrt(fanIn);
}

/** An affine layer, such as the output layer. */
export function affineLayer(fanIn: number, width: number): LayerSettings {
  return {
    fanIn,
    width,
    activation: { kind: 'identity' },
    normalization: 'none',
    skip: false,
    dropout: 0,
    bias: true,
    scale: 1,
  };
}

/** Columns of the layer's W: its units, each with all of its pieces. */
export function columnsOf({ activation, width, own }: LayerSettings): number {
  if (own) return own.weights[1];
  return activation.kind === 'maxout' ? width * activation.pieces : width;
}

/** Rows of the layer's W: the inputs of a unit. */
export function rowsOf({ fanIn, own }: LayerSettings): number {
  return own ? own.weights[0] : fanIn;
}
