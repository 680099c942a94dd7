import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatColors } from './heatColors.ts';

const positive = fc.double({ min: 5e-324, max: 1e308, noNaN: true });
const row = (values: readonly number[]) => ({
  rows: 1,
  columns: values.length,
  perRow: 1,
  perColumn: 1,
  value: (_: number, column: number) => values[column],
});

describe('heatColors', () => {
  it('places every value above 0, the smallest and largest included, within one stride of its colour', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 20 }), values => {
        const { from, stride, colors, indexOf } = heatColors(row([...values, 0, Number.NaN]))!;
        expect(colors.length).toBeLessThanOrEqual(40);
        for (const value of values) {
          const begin = from + indexOf(value) * stride;
          expect(Math.log10(value)).toBeGreaterThanOrEqual(begin - 1e-9);
          expect(Math.log10(value)).toBeLessThanOrEqual(begin + stride + 1e-9);
        }
      }),
    );
  });

  it('has none where no value is above 0', () => {
    expect(heatColors(row([0, Number.NaN]))).toBeUndefined();
  });

  it('rises in lightness from colour to colour', () => {
    const { colors } = heatColors(row([1e-6, 1]))!;
    const lightness = colors.map(color => {
      const [r, g, b] = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16)) as [
        number,
        number,
        number,
      ];
      return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
    });
    for (let i = 1; i < colors.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]);
  });
});
