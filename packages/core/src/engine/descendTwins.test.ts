import { expect, test } from 'vitest';
import { type FillName, filler, fills } from '../../test/support/fills.ts';
import { firstBeyond, firstDifference, Twins } from '../../test/support/twins.ts';
import type { Precision } from './engine.ts';

const COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 50, 2501];
const KINDS = Object.keys(fills) as FillName[];

test.each(KINDS)('float64: the bits of the plain twin, %s entries', kind => {
  for (const count of COUNTS) {
    expect(firstDifference(descend('float64', count, kind, 0.1, 0.001)), `${count}`).toBe('');
    expect(firstDifference(descend('float64', count, kind, 1e300, 0)), `${count}`).toBe('');
    expect(firstDifference(descend('float64', count, kind, 0, 1e300)), `${count}`).toBe('');
  }
});

test('float32: error < 2⁻²² (|x| + stepSize (|dx| + decay |x|))', () => {
  for (const count of COUNTS) {
    const x = filler('normal', 1);
    const dx = filler('normal', 2);
    const bounds = Array.from({ length: count }, () => {
      const magnitude = Math.abs(x());
      return 2 ** -22 * (magnitude + 0.1 * (Math.abs(dx()) + 0.001 * magnitude));
    });
    expect(
      firstBeyond(descend('float32', count, 'normal', 0.1, 0.001), i => bounds[i]),
      `${count}`,
    ).toBe('');
  }
});

function descend(precision: Precision, count: number, kind: FillName, stepSize: number, decay: number) {
  const twins = new Twins(precision);
  const x = twins.output(1, count, filler(kind, 1));
  const dx = twins.input(1, count, filler(kind, 2));
  twins.call((engine, of) => engine.descend(of(x), of(dx), stepSize, decay));
  return x;
}
