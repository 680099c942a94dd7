import { describe, expect, it } from 'vitest';
import { rowTicks, stepAxis } from './heatTicks.ts';

describe('stepAxis', () => {
  it('sets round steps in the middle of their cells where steps are even', () => {
    const { horizontal, columnTicks } = stepAxis([0, 10, 20, 30, 40], 2);
    expect(horizontal).toBe('step');
    expect(columnTicks).toEqual([
      { at: 0.1, label: '0' },
      { at: 0.5, label: '20' },
      { at: 0.9, label: '40' },
    ]);
  });

  it('names recorded steps, and says that they are not to scale, where they are uneven', () => {
    const { horizontal, columnTicks } = stepAxis([0, 1, 10, 100], 2);
    expect(horizontal).toMatch('not to scale');
    expect(columnTicks).toEqual([
      { at: 0.125, label: '0' },
      { at: 0.875, label: '100' },
    ]);
  });

  it('takes a single step', () => {
    expect(stepAxis([5], 4)).toEqual({ horizontal: 'step', columnTicks: [{ at: 0.5, label: '5' }] });
  });
});

describe('rowTicks', () => {
  it.each([
    [3, 10, ['1', '2', '3']],
    [1000, 5, ['1', '200', '400', '600', '800', '1,000']],
    [1, 3, ['1']],
  ])('numbers %d rows by about %d ticks, the first among them', (count, most, labels) => {
    expect(rowTicks(count, most).map(({ label }) => label)).toEqual(labels);
  });
});
