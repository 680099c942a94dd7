import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DrawnPoint, decodePoints, drawnTable, encodePoints } from './drawnPoints.ts';

const coordinate = fc.integer({ min: -1000, max: 1000 });
const point = fc.record({ x: coordinate, y: coordinate, label: fc.integer({ min: 0, max: 5 }) });

test('points are the same after a link, at 5 characters each', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 200 }), points => {
      const text = encodePoints(points);
      expect(text).toMatch(/^[\w-]*$/);
      expect(text.length).toBe(5 * points.length);
      expect(decodePoints(text)).toEqual(points);
    }),
  );
});

test('whatever the text, it is points of the plane or a RangeError', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), text => {
      let points: DrawnPoint[] = [];
      try {
        points = decodePoints(text);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
      for (const { x, y, label } of points) {
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1000);
        expect(label).toBeLessThan(6);
      }
    }),
  );
});

test('201 points are refused', () => {
  const points = new Array(201).fill({ x: 0, y: 0, label: 0 });
  expect(() => decodePoints(encodePoints(points))).toThrow('at most 1000 together, got 1005 characters');
});

test('the table has the places in the plane and classes from 1', () => {
  const columns = drawnTable([{ x: -1000, y: 250, label: 2 }]);
  expect(columns.map(({ name, values }) => [name, ...values])).toEqual([
    ['x', -1],
    ['y', 0.25],
    ['class', 3],
  ]);
});
