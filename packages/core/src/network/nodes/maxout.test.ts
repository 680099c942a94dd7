import { expect, test } from 'vitest';
import { referenceEngine } from '../../engine/reference.ts';
import { maxoutBackward, maxoutForward } from './maxout.ts';

/** Two units of three pieces each, for two samples: what they put out, and which piece each chose. */
function outputOf(...z: number[]) {
  const engine = referenceEngine();
  const [input, h] = [engine.tensor(2, 6), engine.tensor(2, 2)];
  const chosen = new Int32Array(4);
  input.values.set(z);
  maxoutForward(input, h, chosen);
  return { h: [...h.values], chosen: [...chosen] };
}

test('each unit puts out the largest of its pieces, the first of equals', () => {
  const { h, chosen } = outputOf(1, 5, 2, -3, -1, -2, 7, 7, 7, 0, -0, -1);
  expect(h).toEqual([5, -1, 7, 0]);
  expect(chosen).toEqual([1, 4, 6, 9]);
});

test('a piece that is not a number is not hidden by the others', () => {
  const { h } = outputOf(1, Number.NaN, 2, Number.NaN, 1, 2, 1, 2, Number.NaN, 0, 0, Infinity);
  expect(h).toEqual([Number.NaN, Number.NaN, Number.NaN, Infinity]);
});

test('the gradient goes to the chosen piece alone and overwrites the tensor', () => {
  const engine = referenceEngine();
  const [dh, dz] = [engine.tensor(2, 2), engine.tensor(2, 6)];
  dh.values.set([1, 2, 3, 4]);
  dz.values.fill(9);
  maxoutBackward(dh, Int32Array.of(1, 4, 6, 9), dz);
  expect([...dz.values]).toEqual([0, 1, 0, 0, 2, 0, 3, 0, 0, 4, 0, 0]);
});
