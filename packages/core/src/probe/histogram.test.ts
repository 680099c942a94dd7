import { describe, expect, test } from 'vitest';
import { createEngine, generalNetwork, layersOf, measured } from '../../test/support/networks.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { HISTOGRAM_BINS, HISTOGRAM_EDGES, histogramProbe } from './histogram.ts';

/** The bins, and their counts, of these entries of a gradient. */
function countsOf(...entries: number[]): Map<number, number> {
  const count = entries.length;
  const parameters = [{ fanIn: 1, fanOut: count, W: new Float64Array(count), b: new Float64Array(count) }];
  const data = { samples: 1, features: 1, X: Float64Array.of(1), y: Int32Array.of(0) };
  const network = new Network(
    modelOf(createEngine('wasm'), layersOf([1, count], { kind: 'relu' }), parameters),
    data,
  );
  network.layers[0].dW.values.set(entries);
  const { grad_histogram } = measured(histogramProbe, network);
  return new Map([...grad_histogram.entries()].filter(([, count]) => count > 0));
}

/** The number just below. */
function below(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] -= 1n;
  return new Float64Array(bits.buffer)[0];
}

test('the borders are two a decade, from 1e-60 to 1e10, whole powers of ten exactly', () => {
  expect(HISTOGRAM_EDGES.length).toBe(141);
  for (let decade = -60; decade <= 10; decade++) {
    expect(HISTOGRAM_EDGES[2 * (decade + 60)]).toBe(Number(`1e${decade}`));
  }
  for (const [i, edge] of HISTOGRAM_EDGES.entries()) {
    if (i > 0) expect(edge / HISTOGRAM_EDGES[i - 1]).toBeCloseTo(Math.sqrt(10), 13);
  }
});

test('a border belongs to the bin above it, what is just below to the one before', () => {
  for (const [i, edge] of HISTOGRAM_EDGES.entries()) {
    const expected = new Map([
      [i + 1, 2],
      [i + 2, 2],
    ]);
    expect(countsOf(edge, -edge, below(edge), -below(edge)), `${edge}`).toEqual(expected);
  }
});

describe('what is beyond the borders', () => {
  test.each([
    ['0 has a bin of its own', [0, -0], 0],
    ['smaller than all', [5e-324, -1e-300, 9e-61], 1],
    ['larger than all', [1e10, -1e300, Infinity, -Infinity], HISTOGRAM_BINS - 1],
  ])('%s', (_, entries, bin) => {
    expect(countsOf(...entries)).toEqual(new Map([[bin, entries.length]]));
  });

  test('NaN is not counted', () => {
    expect(countsOf(Number.NaN)).toEqual(new Map());
  });
});

test('every layer’s entries are counted once, in bins that hold them', () => {
  const network = generalNetwork(createEngine('wasm'), { activation: { kind: 'tanh' }, hidden: [5, 6] });
  network.backpropagate();
  const { grad_histogram } = measured(histogramProbe, network);
  expect(grad_histogram.length).toBe(3 * HISTOGRAM_BINS);
  const borders = [-1, 5e-324, ...HISTOGRAM_EDGES, Infinity];
  for (const [l, { dW }] of network.layers.entries()) {
    const sizes = [...dW.values].map(Math.abs);
    const plain = Array.from(
      { length: HISTOGRAM_BINS },
      (_, i) => sizes.filter(size => size >= borders[i] && size < borders[i + 1]).length,
    );
    const own = grad_histogram.subarray(l * HISTOGRAM_BINS, (l + 1) * HISTOGRAM_BINS);
    expect([...own]).toEqual(plain);
    expect(own.reduce((sum, count) => sum + count, 0)).toBe(dW.values.length);
  }
});
