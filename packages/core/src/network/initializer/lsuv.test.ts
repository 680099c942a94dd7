import { expect, test } from 'vitest';
import { RandomState } from '../../random/randomState.ts';
import { initialize, scaleToUnitVariance } from './index.ts';

const SAMPLES = 40;
const WIDTHS = [6, 9, 5, 8];

/**
 * The output of layer l on the data, `[SAMPLES, WIDTHS[l + 1]]`: φ of all layers except the measured one,
 * then affine.
 */
function output(
  X: Float64Array,
  layers: readonly { W: Float64Array }[],
  l: number,
  phi: (z: number) => number,
) {
  let h = X;
  for (let i = 0; i <= l; i++) {
    const [fanIn, fanOut] = [WIDTHS[i], WIDTHS[i + 1]];
    const input = i === 0 ? h : h.map(phi);
    h = Float64Array.from({ length: SAMPLES * fanOut }, (_, at) => {
      const [row, column] = [Math.floor(at / fanOut), at % fanOut];
      let sum = 0;
      for (let a = 0; a < fanIn; a++) sum += input[row * fanIn + a] * layers[i].W[a * fanOut + column];
      return sum;
    });
  }
  return h;
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
}

function start(scale: number) {
  const random = new RandomState(6);
  const X = Float64Array.from({ length: SAMPLES * WIDTHS[0] }, () => scale * random.normal());
  const layers = WIDTHS.slice(1).map((fanOut, l) => initialize({ kind: 'lsuv' }, WIDTHS[l], fanOut, random));
  return { X, layers };
}

const relu = (z: number) => Math.max(0, z);

test('each layer’s output has variance 1 within 1e-12, from data of std 1000, where that is linear in W', () => {
  const { X, layers } = start(1000);
  scaleToUnitVariance(layers, l => varianceOf(output(X, layers, l, relu)));
  for (const l of layers.keys()) {
    expect(Math.abs(varianceOf(output(X, layers, l, relu)) - 1)).toBeLessThan(1e-12);
  }
});

test('within the paper’s 0.01 where it is not: measured is the cube root of that output', () => {
  const { X, layers } = start(3);
  const measure = (l: number) => varianceOf(output(X, layers, l, Math.cbrt).map(Math.cbrt));
  scaleToUnitVariance(layers, measure);
  for (const l of layers.keys()) expect(Math.abs(measure(l) - 1)).toBeLessThan(0.01);
});

test('layers are scaled from the input on, each until it is within 0.01, but at most ten times', () => {
  const measured: number[] = [];
  const layers = [0, 1, 2].map(() => ({ W: Float64Array.of(8) }));
  scaleToUnitVariance(layers, l => {
    measured.push(l);
    return [1.005, 4, 1.0][l];
  });
  expect(measured).toEqual([0, ...Array<number>(10).fill(1), 2]);
  expect(layers.map(({ W }) => W[0])).toEqual([8, 8 / 2 ** 10, 8]);
});

test.each([0, Number.NaN, Number.POSITIVE_INFINITY])(
  'a layer whose variance is %f is left as it is',
  value => {
    const layers = [{ W: Float64Array.of(1, 2) }];
    scaleToUnitVariance(layers, () => value);
    expect(Array.from(layers[0].W)).toEqual([1, 2]);
  },
);
