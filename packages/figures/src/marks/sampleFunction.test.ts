import { describe, expect, it } from 'vitest';
import { sampleFunction } from './sampleFunction.ts';

const breaks = (points: readonly (readonly [number, number])[]) => points.filter(([, y]) => Number.isNaN(y));

describe('sampleFunction', () => {
  it.each([0, 0.5, 1 / 3, -1.23456])('opens the line at a jump at %d, to the last bit on both sides', at => {
    const points = sampleFunction(x => (x > at ? 1 : 0), -4, 4);
    const gap = points.findIndex(([, y]) => Number.isNaN(y));
    expect(breaks(points)).toHaveLength(1);
    expect(points[gap - 1]).toEqual([at, 0]);
    expect(points[gap + 1][1]).toBe(1);
    expect(points[gap + 1][0] - at).toBeLessThan(1e-15);
  });

  it('does not open a steep but continuous line', () => {
    expect(breaks(sampleFunction(x => Math.tanh(50 * x), -4, 4))).toHaveLength(0);
  });

  it('includes both ends', () => {
    const points = sampleFunction(x => x, -4, 4);
    expect([points[0], points.at(-1)]).toEqual([
      [-4, -4],
      [4, 4],
    ]);
  });
});
