import { describe, expect, it } from 'vitest';
import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { makeData } from '../data/makeData.ts';
import { takeInputs, takeRows } from '../data/rows.ts';
import { shiftTargets } from '../data/shiftTargets.ts';
import { RandomState } from '../random/randomState.ts';
import { targetShiftOf } from './targetShift.ts';

/** Rows in random order, so that neighbours in the file are none in the plane. */
function draw(settings: Parameters<typeof makeData>[0], seed = 0): AnyDataset {
  const data = makeData(settings, new RandomState(seed));
  const rows = new RandomState(seed + 1).permutation(data.samples);
  return isRegression(data)
    ? { ...data, ...takeInputs(data, rows), targets: takeRows(data.targets, data.outputs, rows) }
    : { ...data, ...takeInputs(data, rows), y: rows.map(row => data.y[row]) };
}

const moons = { kind: 'moons', samples: 120, noise: 0.1 } as const;

describe('targetShiftOf', () => {
  it.each([
    ['moons', draw(moons)],
    ['1000 moons, of which not all rows are compared', draw({ ...moons, samples: 1000 })],
    ['a curve', draw({ kind: 'curve', samples: 100, noise: 0.1 })],
    ['wine', draw({ kind: 'wine', standardize: false, test: 0 })],
  ])('finds by how many rows the targets of %s were shifted', (_, data) => {
    for (const shift of [1, -1, 7, -20]) {
      // Row i has the target of row i + shift, so its own stands `shift` rows above.
      expect(targetShiftOf(shiftTargets(data, shift))).toBe(-shift);
    }
  });

  it('finds none where targets are shuffled, for 59 of 60 shuffles', () => {
    const found = Array.from({ length: 60 }, (_, seed) => {
      const data = draw(moons, seed);
      if (isRegression(data)) return undefined;
      const order = new RandomState(seed + 100).permutation(data.samples);
      return targetShiftOf({ ...data, y: order.map(row => data.y[row]) });
    });
    expect(found.filter(shift => shift !== undefined).length).toBeLessThanOrEqual(1);
  });

  it('finds none in one row', () => {
    expect(
      targetShiftOf({ samples: 1, features: 1, classes: 1, X: Float64Array.of(1), y: Int32Array.of(0) }),
    ).toBe(undefined);
  });
});
