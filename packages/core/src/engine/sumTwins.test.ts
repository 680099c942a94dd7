import { describe, expect, test } from 'vitest';
import { type FillName, filler, fills } from '../../test/support/fills.ts';
import { firstBeyond, firstDifference, Twins } from '../../test/support/twins.ts';

const KINDS = Object.keys(fills) as FillName[];
/** Around a lane, around the 64 bytes of columns that are summed side by side, and beyond. */
const COLUMNS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 33, 50, 129];
const ROWS = [0, 1, 2, 3, 5, 300];
const SIZES = ROWS.flatMap(rows => COLUMNS.map(columns => [rows, columns] as const));

const kernels = ['denseBiasGradient', 'columnMagnitudes'] as const;

describe.each(kernels)('%s', kernel => {
  test.each(KINDS)('float64: the bits of the plain twin, %s entries', kind => {
    for (const size of SIZES) {
      const twins = new Twins('float64');
      const x = twins.input(...size, filler(kind, 1));
      const sums = twins.output(1, size[1]);
      twins.call((engine, of) => engine[kernel](of(x), of(sums)));
      expect(firstDifference(sums), `${size}`).toBe('');
    }
  });

  test('float32: error < rows · 2⁻²⁴ Σ|x| against float64 sums', () => {
    for (const size of SIZES) {
      const twins = new Twins('float32');
      const x = twins.input(...size, filler('normal', 1));
      const sums = twins.output(1, size[1]);
      const magnitudes = twins.output(1, size[1]);
      twins.call((engine, of) => {
        engine[kernel](of(x), of(sums));
        engine.columnMagnitudes(of(x), of(magnitudes));
      });
      const bound = (column: number) => size[0] * 2 ** -24 * magnitudes.reference.values[column];
      expect(firstBeyond(sums, bound), `${size}`).toBe('');
    }
  });
});
