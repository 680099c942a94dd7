import { describe, expect, it } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import { makeData } from '../data/makeData.ts';
import { RandomState } from '../random/randomState.ts';
import { neighbourScore } from './neighbours.ts';

const excess = (data: Parameters<typeof neighbourScore>[0]) => {
  const { score, chance, deviation } = neighbourScore(data);
  return (score - chance) / deviation;
};
const draw = (settings: Parameters<typeof makeData>[0], seed = 0) =>
  makeData(settings, new RandomState(seed));

describe('neighbourScore', () => {
  it.each([
    draw({ kind: 'spiral', pointsPerClass: 60, classes: 3, noise: 0.2 }),
    draw({ kind: 'moons', samples: 100, noise: 0.1 }),
    draw({ kind: 'xor', samples: 100, noise: 0 }),
    draw({ kind: 'checkerboard', samples: 300, noise: 0, cells: 4 }),
    draw({ kind: 'curve', samples: 100, noise: 0.1 }),
    draw({ kind: 'digits', shape: 'flat', standardize: false, test: 0 }),
  ])('of data that can be learned lies 5 deviations above chance: %#', data => {
    expect(excess(data)).toBeGreaterThan(5);
  });

  it('of shuffled classes lies within 3 deviations of chance, for 19 of 20 shuffles', () => {
    const data = draw({ kind: 'moons', samples: 100, noise: 0.1 }) as Dataset;
    const within = Array.from({ length: 20 }, (_, seed) => {
      const order = new RandomState(seed + 1).permutation(data.samples);
      return excess({ ...data, y: data.y.map((_, i) => data.y[order[i]]) }) < 3;
    });
    expect(within.filter(Boolean).length).toBeGreaterThanOrEqual(19);
  });
});
