import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadHeights } from './endLabels.ts';

describe('spreadHeights', () => {
  it('sets labels at least a gap apart, within the panel, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 20 }), heights => {
        const placed = spreadHeights(heights, 10, 0, 200);
        const sorted = [...placed].sort((a, b) => a - b);
        for (const [i, height] of sorted.entries()) {
          expect(height).toBeGreaterThanOrEqual(-1e-9);
          expect(height).toBeLessThanOrEqual(200);
          if (i > 0) expect(height - sorted[i - 1]).toBeGreaterThanOrEqual(10 - 1e-9);
        }
        for (const [i, a] of heights.entries()) {
          for (const [j, b] of heights.entries()) if (a < b) expect(placed[i]).toBeLessThan(placed[j]);
        }
      }),
    );
  });

  it('leaves labels that do not collide where they are', () => {
    expect(spreadHeights([50, 10, 90], 12, 0, 100)).toEqual([50, 10, 90]);
  });
});
