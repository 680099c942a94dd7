import type { ActivationSettings } from './activation/index.ts';
import type { InitSettings } from './initializer/index.ts';
import type { Shape } from './nodes/node.ts';

export type NormalizationKind = 'none' | 'batch' | 'layer' | 'rms';

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
  /** The shape of its input, unless that is one position of `fanIn` channels. */
  readonly input?: Shape;
  /** What its input passes first: pooling, positions, a normalization. */
  readonly before?: readonly BetweenSettings[];
  /** The layer's kind and settings, if it is not dense. */
  readonly of?: LayerOfKind;
}

/** The value of a setting of a kind of layer. */
export type LayerValue = number | string | boolean | InitSettings;
export type LayerValues = Readonly<Record<string, LayerValue>>;

/** A layer of another kind than dense, with its own settings. */
export interface LayerOfKind {
  readonly kind: string;
  /** Rows and columns of its W. */
  readonly weights: readonly [number, number];
  readonly values: LayerValues;
  /** The layers inside a block. */
  readonly inner?: readonly InitializedLayer[];
}

/** An item between two layers without weights of its own, such as pooling; it belongs to the layer after it. */
export interface BetweenSettings {
  readonly kind: string;
  readonly values: LayerValues;
}

/** A layer of a network, and how its parameters are drawn. */
export interface InitializedLayer {
  readonly settings: LayerSettings;
  readonly init: InitSettings;
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
export function columnsOf({ activation, width, of }: LayerSettings): number {
  if (of) return of.weights[1];
  return activation.kind === 'maxout' ? width * activation.pieces : width;
}

/** Rows of the layer's W: the inputs of a unit. */
export function rowsOf({ fanIn, of }: LayerSettings): number {
  return of ? of.weights[0] : fanIn;
}

/** The shape of the layer's input. */
export function inputShapeOf({ input, fanIn }: LayerSettings): Shape {
  return input ?? { positions: 1, channels: fanIn };
}
