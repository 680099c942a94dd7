import type { Activation, Engine, Tensor } from '../../src/engine/engine.ts';

/** Samples, inputs and outputs of a dense layer. */
export type LayerSize = readonly [n: number, i: number, o: number];
type Shape = readonly [rows: number, columns: number];

/** One of the three matrix products of a dense layer, with the shapes of what goes in and comes out. */
export interface DenseProduct {
  readonly name: string;
  /** Left factor, right factor, and the bias or the activations below, if there are any. */
  inputs(size: LayerSize): readonly Shape[];
  output(size: LayerSize): Shape;
  /** Products that each entry sums. */
  terms(size: LayerSize): number;
  run(engine: Engine, inputs: readonly Tensor[], activation: Activation, output: Tensor): void;
}

export const denseProducts: readonly DenseProduct[] = [
  {
    name: 'dense',
    inputs: ([n, i, o]) => [
      [n, i],
      [i, o],
      [1, o],
    ],
    output: ([n, , o]) => [n, o],
    terms: ([, i]) => i,
    run: (engine, [x, W, b], activation, h) => engine.dense(x, W, b, activation, h),
  },
  {
    name: 'denseWeightGradient',
    inputs: ([n, i, o]) => [
      [n, i],
      [n, o],
    ],
    output: ([, i, o]) => [i, o],
    terms: ([n]) => n,
    run: (engine, [x, dz], _, dW) => engine.denseWeightGradient(x, dz, dW),
  },
  {
    name: 'denseInputGradient',
    inputs: ([n, i, o]) => [
      [n, o],
      [i, o],
      [n, i],
    ],
    output: ([n, i]) => [n, i],
    terms: ([, , o]) => o,
    run: (engine, [dz, W, h], activation, dx) => engine.denseInputGradient(dz, W, activation, h, dx),
  },
];

/** 1 … 30, and around 50, 64, 97 and 128: every number of vectors in a panel, full and ragged, and several panels. */
const WIDTHS = [...Array.from({ length: 30 }, (_, o) => o + 1), 49, 50, 51, 52, 53, 63, 64, 65, 66, 97, 128];
const SAMPLES = [0, 1, 2, 3, 4, 5, 7, 31, 32, 33, 34, 35, 63, 64, 65, 66, 97];
const INNER = [0, 1, 2, 63, 64, 65, 66, 300];

/** Around the edges of tiles, blocks and panels, and past 32 KiB, from where a right-hand matrix is packed. */
export const LAYER_SIZES: readonly LayerSize[] = [
  ...WIDTHS.flatMap((width): LayerSize[] => [
    [1, 1, width],
    [2, 7, width],
    [3, 1, width],
    [5, 7, width],
    [5, width, 14],
    [2, width, 3],
  ]),
  ...SAMPLES.flatMap(n => [1, 3, 12, 50].map((o): LayerSize => [n, 6, o])),
  ...INNER.flatMap(inner => [1, 3, 50, 130].map((o): LayerSize => [3, inner, o])),
  ...INNER.flatMap(inner => [1, 3, 50, 130].map((i): LayerSize => [3, i, inner])),
  ...INNER.flatMap((n): LayerSize[] => [
    [n, 5, 50],
    [n, 50, 3],
    [n, 33, 130],
  ]),
  [300, 50, 50],
];
