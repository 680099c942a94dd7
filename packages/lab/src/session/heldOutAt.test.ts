import { expect, it } from 'vitest';
import { heldOutAt } from './heldOutAt.ts';

const column = (...values: number[]) => ({ columns: 1, values: Float64Array.from(values) });
const history = {
  step: Int32Array.from([0, 5, 10, 15]),
  loss: new Float64Array(4),
  accuracy: new Float64Array(4),
  series: { test_loss: column(3, Number.NaN, 2, 1), test_accuracy: column(0.3, Number.NaN, 0.5, 0.9) },
};

it('returns the last evaluation up to a step, and none from later', () => {
  expect(heldOutAt(history, 9)).toEqual({ loss: 3, accuracy: 0.3 });
  expect(heldOutAt(history, 10)).toEqual({ loss: 2, accuracy: 0.5 });
});

it('has no accuracy of values, and nothing if no rows are held out', () => {
  const { test_loss } = history.series;
  expect(heldOutAt({ ...history, series: { test_loss } }, 99)).toEqual({ loss: 1 });
  expect(heldOutAt({ ...history, series: {} }, 99)).toBeUndefined();
});
