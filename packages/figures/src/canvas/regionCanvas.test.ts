import { expect, test } from 'vitest';
import { describeRegions, sureness } from './regionCanvas.ts';

const scores = Float64Array.of(2, 2, 2, 0, 800, 0, Number.NaN, 1, 0, -5, 0, 0);

test('sureness is 0 if all classes are equally likely, 1 if one is certain', () => {
  const sure = sureness({ scores, classes: 3 }, Int32Array.of(0, 1, -1, 1));
  expect(sure[0]).toBeCloseTo(0, 15);
  expect(sure[1]).toBe(1);
  expect(sure[2]).toBe(0);
  expect(sure[3]).toBeGreaterThan(0);
});

test('the words give each class its share', () => {
  const grid = { x: Float64Array.of(0, 1), y: Float64Array.of(0, 1) };
  expect(describeRegions('relu', 7, { grid, scores, classes: 3 })).toBe(
    'Decision regions of relu at step 7: of the plane class 0 on 25\u00a0%, class 1 on 50\u00a0%, class 2 on 0\u00a0%.',
  );
});
