import { describe, expect, it } from 'vitest';
import { endedNumbers, endedWholes, roundedExtent } from './endedNumbers.ts';

describe('endedNumbers', () => {
  it('names the end of the axis, at 1,990 steps as at 2,000', () => {
    expect(endedWholes([0, 1990], 5)).toEqual([0, 500, 1000, 1500, 1990]);
    expect(endedWholes([0, 2000], 5)).toEqual([0, 500, 1000, 1500, 2000]);
  });

  it('leaves out a round number that would touch an end', () => {
    expect(endedWholes([0, 2100], 5)).toEqual([0, 500, 1000, 1500, 2100]);
    expect(endedWholes([490, 2000], 4)).toEqual([490, 1000, 1500, 2000]);
  });

  it('names whole numbers only, from the first layer to the last', () => {
    expect(endedWholes([0.5, 3.5], 10)).toEqual([1, 2, 3]);
    expect(endedWholes([1, 21], 10)).toEqual([1, 4, 6, 8, 10, 12, 14, 16, 18, 21]);
    expect(endedWholes([0.5, 1.5], 10)).toEqual([1]);
    expect(endedWholes([0, -1], 10)).toEqual([]);
  });

  it('names both ends however large, small or few', () => {
    for (const [from, to] of [
      [-1e300, 1e300],
      [1e-300, 2e-300],
      [-0.987, 0.123],
      [0, 1e9],
    ] as const) {
      const numbers = endedNumbers([from, to], 6);
      expect([numbers[0], numbers.at(-1)]).toEqual([from, to]);
      expect(numbers.length).toBeLessThanOrEqual(9);
      expect(numbers.every((value, i) => i === 0 || value > numbers[i - 1])).toBe(true);
    }
    expect(endedNumbers([3, 3], 4)).toEqual([3]);
  });
});

it('an extent is rounded outwards to numbers that can be read', () => {
  expect(roundedExtent([-0.89, 0.97])).toEqual([-1, 1]);
  expect(roundedExtent([0.2937, 0.697])).toEqual([0.25, 0.7]);
  expect(roundedExtent([0, 1])).toEqual([0, 1]);
  expect(roundedExtent([2, 2])).toEqual([2, 2]);
});
