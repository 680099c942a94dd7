import { expect, it } from 'vitest';
import { type Place, progressLine } from './progressLine.ts';
import { progressLines } from './progressLines.ts';

const half: Place = {
  name: 'relu',
  step: 500,
  steps: 1000,
  loss: 0.25,
  seconds: 10,
  state: 'training',
};

it.each<[number, string]>([
  [100, 'relu  ███████████████░░░░░░░░░░░░░░░  50 %      50 steps/s  10 s left     training loss 0.250'],
  [72, 'relu  ████░░░░  50 %      50 steps/s  10 s left     training loss 0.250'],
  [71, 'relu    50 %      50 steps/s  10 s left     training loss 0.250'],
  [64, 'relu    50 %      50 steps/s  10 s left     training loss 0.250'],
  [63, 'relu  ██████████░░░░░░░░░░  50 %      50 steps/s  10 s left   '],
  [42, 'relu  ████████░░░░░░░  50 %  10 s left   '],
  [27, 'relu    50 %  10 s left   '],
  [26, 'relu  ███████░░░░░░  50 %'],
  [13, 'relu    50 %'],
  [10, 'relu    5'],
])('in %d columns: %j', (width, line) => {
  expect(progressLine(half, 4, width)).toBe(line);
});

it.each<[string, Partial<Place>, RegExp]>([
  ['waiting', { state: 'waiting', step: 0 }, /░{30} {3}0 % {2}waiting$/],
  ['failed', { state: 'failed' }, /50 % {2}failed$/],
  ['done', { state: 'done', step: 1000 }, /█{30} 100 % {5}100 steps\/s {2}in 10 s {7}training loss 0\.250$/],
  ['ended early', { state: 'done', step: 10 }, / {3}1 % {7}1 steps\/s {2}in 10 s {7}training loss/],
  ['in its first step', { step: 0 }, / {3}0 % {7}0 steps\/s {16}training loss 0\.250$/],
  ['begun this very moment', { seconds: 0 }, /0 steps\/s {16}training loss/],
  ['diverged', { loss: Number.NaN }, /training loss not a number$/],
  ['almost there', { step: 999 }, / {2}99 % /],
])('%s', (_, change, pattern) => {
  expect(progressLine({ ...half, ...change }, 4, 100)).toMatch(pattern);
});

it('never is wider than the columns before the last', () => {
  for (const name of ['a', 'x'.repeat(64)]) {
    for (let width = 1; width <= 200; width++) {
      const [line] = progressLines([{ ...half, name, seconds: 1e6, loss: 1e300 }], 1, width);
      expect(line.length, `${width} columns`).toBeLessThan(width);
    }
  }
});

it('names are cut at half of the width, and padded to the longest', () => {
  const lines = progressLines([{ ...half, name: 'x'.repeat(64) }, half], 2, 40);
  expect(lines.map(line => line.slice(0, 22))).toEqual([`${'x'.repeat(19)}…  `, `relu${' '.repeat(18)}`]);
});

/** Networks n0, n1, … in these states. */
const inStates = (...states: Place['state'][]): Place[] =>
  states.map((state, i) => ({ ...half, name: `n${i}`, state }));

it('with more networks than rows, running ones come first, then the next; the last line counts the rest', () => {
  const places = inStates('done', 'training', 'failed', 'waiting', 'training', 'waiting', 'waiting');
  const names = (rows: number) => progressLines(places, rows, 100).map(line => line.split('  ')[0]);
  expect(names(7)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6']);
  expect(names(4)).toEqual(['n1', 'n3', 'n4', '4 more: 2 waiting, 1 failed, 1 done']);
  expect(names(2)).toEqual(['n1', '6 more: 1 training, 3 waiting, 1 failed, 1 done']);
  expect(names(1)).toEqual(['7 more: 2 training, 3 waiting, 1 failed, 1 done']);
});
