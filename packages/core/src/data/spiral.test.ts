import { expect, test } from 'vitest';
import { readNpz } from '../../test/readNpz.ts';
import { RandomState } from '../random/randomState.ts';
import { spiral } from './spiral.ts';

const notebook = readNpz(new URL('../../test/fixtures/notebook.npz', import.meta.url));
const settings = { pointsPerClass: 100, classes: 3, noise: 0.2 };

function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  expect(ours.length).toBe(theirs.length);
  return Array.from(ours, (value, i) => Math.abs(value - theirs[i])).reduce((a, b) => Math.max(a, b), 0);
}

test("X within 1e-15 of the notebook's, y equal", () => {
  const data = spiral(settings, new RandomState(0));
  // Absolute: a coordinate near 0 is r sin t near a zero of the sine, where a relative bound measures conditioning.
  expect(largestDifference(data.X, notebook.get('X')!)).toBeLessThan(1e-15);
  expect(Array.from(data.y)).toEqual(Array.from(notebook.get('y')!));
  expect([data.samples, data.features, data.classes]).toEqual([300, 2, 3]);
});

test('as many normals are drawn as by the notebook: the initial weights after them are within 1e-15 of its own', () => {
  const random = new RandomState(0);
  spiral(settings, random);
  for (const network of ['sigmoid', 'relu']) {
    for (const W of ['W1', 'W2', 'W3']) {
      const theirs = notebook.get(`${network}_init_${W}`)!;
      const ours = Array.from(theirs, () => 0.1 * random.normal());
      expect(largestDifference(ours, theirs), `${network} ${W}`).toBeLessThan(1e-15);
    }
  }
});

test('one point on an arm lies in the centre', () => {
  const { X, y } = spiral({ pointsPerClass: 1, classes: 2, noise: 0.5 }, new RandomState(0));
  expect(Array.from(X, Math.abs)).toEqual([0, 0, 0, 0]);
  expect(Array.from(y)).toEqual([0, 1]);
});

test.each([
  ['pointsPerClass: expected a positive integer, got 0', { ...settings, pointsPerClass: 0 }],
  ['classes: expected a positive integer, got 1.5', { ...settings, classes: 1.5 }],
  ['noise: expected a finite number at least 0, got -1', { ...settings, noise: -1 }],
  ['noise: expected a finite number at least 0, got NaN', { ...settings, noise: Number.NaN }],
])('%s', (message, wrong) => {
  expect(() => spiral(wrong, new RandomState(0))).toThrow(new RangeError(message));
});
