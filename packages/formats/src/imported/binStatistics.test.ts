import { RandomState } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { statisticsOfBins } from './binStatistics.ts';
import { statisticsOf } from './valueStatistics.ts';

/** Bins of equal width from the smallest to the largest value, as TensorFlow and Weights & Biases make them. */
function binned(values: readonly number[], bins: number): number[] {
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const edge = (i: number) => from + (i / bins) * (to - from);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins))]++;
  return counts.flatMap((count, i) => [edge(i), edge(i + 1), count]);
}

const random = new RandomState(0);
const normals = Array.from({ length: 5000 }, () => random.normal());
const cubes = normals.map(value => value ** 3);

describe('statistics of bins', () => {
  it.each([
    ['normal, 30 bins', normals, 30, 0.01],
    ['normal, 64 bins', normals, 64, 0.002],
    ['with heavy tails, 30 bins', cubes, 30, 0.1],
    ['with heavy tails, 64 bins', cubes, 64, 0.03],
  ] as const)(
    '%s: the norm to a relative error of the last number, at 1 and at 1e-200',
    (_, values, bins, error) => {
      for (const scale of [1, 1e-200]) {
        const scaled = values.map(value => scale * value);
        const [exact, found] = [statisticsOf(scaled), statisticsOfBins({ buckets: binned(scaled, bins) })];
        expect(Math.abs(found.l2! / exact.l2! - 1)).toBeLessThan(error);
        expect(Math.abs(found.max! / exact.max! - 1)).toBeLessThan(1e-15);
        expect(found.count).toBe(values.length);
        const { normWithin } = found;
        expect(normWithin).toBeGreaterThan(1);
        expect(Math.max(found.l2! / exact.l2!, exact.l2! / found.l2!)).toBeLessThan(normWithin!);
      }
    },
  );

  it('of values over 0 and of one sign take their magnitudes', () => {
    expect(statisticsOfBins({ buckets: [-1, 1, 4] })).toMatchObject({ l1: 2, mean: 0.5, max: 1 });
    expect(statisticsOfBins({ buckets: [-1, 3, 4] }).mean).toBe((1 + 9) / 8);
    expect(statisticsOfBins({ buckets: [-3, -1, 4] }).mean).toBe(2);
    expect(statisticsOfBins({ buckets: [-1, 1, 4] }).normWithin).toBe(Number.POSITIVE_INFINITY);
  });

  it('of one value is that value, where bins reach from ½ below to ½ above, as NumPy’s and TensorFlow’s do', () => {
    const numpy = Array.from({ length: 64 }, (_, i) => [
      i / 64 - 0.5,
      (i + 1) / 64 - 0.5,
      i === 32 ? 9 : 0,
    ]).flat();
    for (const buckets of [numpy, [-0.5, 0.5, 9], [0, 0, 9]]) {
      expect(statisticsOfBins({ buckets })).toMatchObject({ l1: 0, l2: 0, max: 0, normWithin: 1, count: 9 });
    }
    expect(statisticsOfBins({ buckets: [2.5, 3.5, 4] })).toMatchObject({ l2: 6, max: 3, normWithin: 1 });
    expect(statisticsOfBins({ buckets: [-0.5, -0.4, 4, -0.4, 0.5, 0] }).max).toBe(0.5);
  });

  it('with moments: the norm and the largest are exact', () => {
    const moments = { min: -2, max: 1, count: 3, sumSquares: 9 };
    const { l2, max, estimated } = statisticsOfBins({ buckets: [-1e308, 0, 2, 0, 1e308, 1], moments });
    expect([l2, max, estimated]).toEqual([3, 2, ['l1', 'mean']]);
  });

  it('of no values say nothing: 0 would be a gradient that has vanished', () => {
    expect(statisticsOfBins({ buckets: [] })).toEqual({ count: null });
    expect(statisticsOfBins({ buckets: [0, 1, 0] })).toEqual({ count: null });
  });
});
