import { expect, test } from 'vitest';
import { firstOfLast, layersAt, outcomeAt, verdictOf } from './measured.ts';

const history = {
  step: Int32Array.of(0, 10, 20),
  loss: Float64Array.of(1.1, 0.9, 0.5),
  accuracy: Float64Array.of(0.3, 0.5, 0.9),
  series: { grad_mean: { columns: 2, values: Float64Array.of(1, 4, 2, 4, 3, 4) } },
};

test.each([
  [9, 0.25],
  [10, 0.5],
  [undefined, 0.75],
])('at step %s the first layer has %s of the last', (step, share) => {
  expect(firstOfLast(layersAt(history, 'grad_mean', step)!)).toBe(share);
});

test('is undefined before the first row and for unrecorded series', () => {
  expect(layersAt(history, 'grad_mean', -1)).toBeUndefined();
  expect(layersAt(history, 'delta_norm')).toBeUndefined();
  expect(outcomeAt(history, -1)).toBeUndefined();
});

test('an outcome is of the last row at or before the step', () => {
  expect(outcomeAt(history, 19)).toEqual({ step: 10, loss: 0.9, accuracy: 0.5, gradient: 2 });
});

test.each([
  [0.5, 'helped'],
  [0.51, 'helped a little'],
  [0.95, 'helped a little'],
  [0.96, 'made no difference'],
  [1.04, 'made no difference'],
  [1.05, 'made it worse'],
  [Number.NaN, 'broke it'],
  [Number.POSITIVE_INFINITY, 'broke it'],
])('a loss of %s instead of 1 %s', (loss, verdict) => {
  const outcome = { step: 1, loss: 1, accuracy: 0, gradient: 0 };
  expect(verdictOf(outcome, { ...outcome, loss })).toBe(verdict);
});
