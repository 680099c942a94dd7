import { describe, expect, test } from 'vitest';
import { createEngine, layersOf, measured } from '../../test/support/networks.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { underflowProbe } from './underflow.ts';

/** The neighbours of a number, by its bits. */
function beside(value: number, by: -1n | 1n): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] += by;
  return new Float64Array(bits.buffer)[0];
}

/** A layer whose weight gradient has these entries. */
function withGradient(...entries: number[]): Network {
  const count = entries.length;
  const parameters = [{ fanIn: 1, fanOut: count, W: new Float64Array(count), b: new Float64Array(count) }];
  const data = { samples: 1, features: 1, X: Float64Array.of(1), y: Int32Array.of(0) };
  const network = new Network(
    modelOf(createEngine('wasm'), layersOf([1, count], { kind: 'relu' }), parameters),
    data,
  );
  network.layers[0].dW.values.set(entries);
  return network;
}

describe.each([
  ['underflow_float16', 2 ** -24],
  ['underflow_bfloat16', 2 ** -133],
])('%s', (series, least) => {
  const half = least / 2;
  const isLost = (entry: number) => measured(underflowProbe, withGradient(entry))[series][0];

  test.each([
    ['the format’s smallest', least, 0],
    ['just below the smallest', beside(least, -1n), 0],
    ['just above half of it, which is rounded up', beside(half, 1n), 0],
    ['half of it, which is rounded to even', half, 1],
    ['just below half of it', beside(half, -1n), 1],
    ['the least number', 5e-324, 1],
    ['what is 0 before', 0, 0],
    ['what is no number', Number.NaN, 0],
    ['an infinite one', Number.POSITIVE_INFINITY, 0],
  ])('%s', (_, entry, lost) => {
    expect(isLost(entry)).toBe(lost);
    expect(isLost(-entry)).toBe(lost);
  });
});

test('is a share of all entries, those of 0 included', () => {
  const network = withGradient(1, 1e-9, -1e-9, 0, 1e-50);
  const { underflow_float16, underflow_bfloat16 } = measured(underflowProbe, network);
  expect([...underflow_float16]).toEqual([3 / 5]);
  expect([...underflow_bfloat16]).toEqual([1 / 5]);
});

test('float16 is as JavaScript rounds to it', () => {
  const rounded = (value: number) => {
    const view = new DataView(new ArrayBuffer(2)) as DataView & {
      setFloat16(at: number, value: number): void;
    };
    view.setFloat16(0, value);
    return view.getUint16(0) & 0x7fff;
  };
  for (const entry of [2 ** -24, 2 ** -25, beside(2 ** -25, 1n), beside(2 ** -25, -1n), 3e-8, 2.9e-8]) {
    const { underflow_float16 } = measured(underflowProbe, withGradient(entry));
    expect(underflow_float16[0], `${entry}`).toBe(rounded(entry) === 0 ? 1 : 0);
  }
});
