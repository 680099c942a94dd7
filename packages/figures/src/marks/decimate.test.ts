import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate, stretches } from './decimate.ts';

const special = fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324);
const curve = fc.array(fc.oneof({ weight: 5, arbitrary: fc.double({ noNaN: true }) }, special), {
  minLength: 1,
  maxLength: 600,
});
const buckets = fc.integer({ min: 1, max: 40 });
const positive = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY;
const tests = fc.constantFrom(Number.isFinite as (value: number) => boolean, positive);
const steps = (n: number) => Int32Array.from({ length: n }, (_, i) => i * 3);
const bucketOf = (i: number, n: number, count: number) =>
  n < 2 ? 0 : Math.min(count - 1, Math.floor((i / (n - 1)) * count));

describe('decimate', () => {
  it('keeps first, last, smallest and largest drawable value of every bucket, hence of the whole curve', () => {
    fc.assert(
      fc.property(curve, buckets, tests, (y, count, drawable) => {
        const kept = new Set(decimate(steps(y.length), y, count, drawable));
        for (let bucket = 0; bucket < count; bucket++) {
          const inside = [...y.keys()].filter(i => bucketOf(i, y.length, count) === bucket && drawable(y[i]));
          if (inside.length === 0) continue;
          const found = inside.filter(i => kept.has(i)).map(i => y[i]);
          expect(kept).toContain(inside[0]);
          expect(kept).toContain(inside.at(-1));
          expect(Math.min(...found)).toBe(Math.min(...inside.map(i => y[i])));
          expect(Math.max(...found)).toBe(Math.max(...inside.map(i => y[i])));
        }
      }),
    );
  });

  it('keeps at most 5 indices per bucket, rising, each once', () => {
    fc.assert(
      fc.property(curve, buckets, tests, (y, count, drawable) => {
        const kept = decimate(steps(y.length), y, count, drawable);
        expect(kept.length).toBeLessThanOrEqual(5 * count);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps a value that cannot be drawn in every bucket that has one, so that the line breaks', () => {
    fc.assert(
      fc.property(curve, buckets, tests, (y, count, drawable) => {
        const broken = (indices: Iterable<number>) =>
          new Set([...indices].filter(i => !drawable(y[i])).map(i => bucketOf(i, y.length, count)));
        expect(broken(decimate(steps(y.length), y, count, drawable))).toEqual(broken(y.keys()));
      }),
    );
  });

  it('keeps one spike among 50,000 steps', () => {
    const y = new Float64Array(50_000).fill(1);
    y[31_416] = 1e9;
    const kept = decimate(steps(50_000), y, 600);
    expect(kept).toContain(31_416);
    expect(kept.length).toBeLessThanOrEqual(3_000);
  });

  it('buckets by step, not by row, where steps are unevenly recorded', () => {
    const x = Int32Array.from({ length: 100 }, (_, i) => (i < 99 ? i : 99_000));
    expect(decimate(x, x, 10)).toEqual([0, 98, 99]);
  });
});

describe('stretches', () => {
  it('covers every value that passes and is at most one stretch per bucket', () => {
    fc.assert(
      fc.property(curve, buckets, (y, count) => {
        const zero = (value: number) => value === 0;
        const found = stretches(steps(y.length), y, count, zero);
        expect(found.length).toBeLessThanOrEqual(count);
        for (const i of y.keys()) {
          if (zero(y[i])) expect(found.some(([from, to]) => from <= i && i <= to)).toBe(true);
        }
        for (const [from, to] of found) expect([y[from], y[to]].every(value => value === 0)).toBe(true);
      }),
    );
  });
});
