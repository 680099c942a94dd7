import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import { type Every, recordCount, recordedSteps } from './recordedSteps.ts';

const stepsOf = (every: Every, steps: number) => [...recordedSteps(every, steps)];

describe('the steps recorded', () => {
  test.each<[Every, number, readonly number[]]>([
    [1, 4, [0, 1, 2, 3]],
    [3, 7, [0, 3, 6]],
    [3, 6, [0, 3]],
    [10, 1, [0]],
    [[5, 0, 2], 10, [0, 2, 5]],
    [[5, 5, 2], 10, [2, 5]],
    [[9, 10, 11], 10, [9]],
    [[20], 10, []],
    ['log', 1, [0]],
    ['log', 22, Array.from({ length: 21 }, (_, step) => step)],
    ['log', 32, [...Array.from({ length: 21 }, (_, step) => step), 22, 25, 28]],
  ])('every %j of %i are %j', (every, steps, expected) => {
    expect(stepsOf(every, steps)).toEqual(expected);
  });

  test('log: ascending, 20 a decade, each power of ten times 2 among them', () => {
    const steps = stepsOf('log', 1e9);
    for (const [i, step] of steps.entries()) if (i > 0) expect(step).toBeGreaterThan(steps[i - 1]);
    for (let decade = 20; decade < 1e8; decade *= 10) {
      expect(steps.filter(step => step >= decade && step < 10 * decade).length, `${decade}`).toBe(20);
      expect(steps).toContain(decade);
    }
  });
});

test('as many are counted as there are', () => {
  const random = new RandomState(1);
  const lists = Array.from({ length: 100 }, () =>
    Array.from({ length: random.randint(1, 20) }, () => random.randint(0, 1000)),
  );
  for (const steps of [1, 2, 19, 20, 21, 22, 23, 99, 100, 1000, 54_321]) {
    const intervals = Array.from({ length: 60 }, (_, i) => i + 1);
    for (const every of [...intervals, 1000, 54_320, 54_321, 54_322, 'log', ...lists] as Every[]) {
      expect(recordCount(every, steps), `${every} of ${steps}`).toBe(stepsOf(every, steps).length);
    }
  }
});

test('a billion steps are counted without going through them', () => {
  expect(recordCount(1, 1e9)).toBe(1e9);
  expect(recordCount(3, 1e9)).toBe(333_333_334);
});
