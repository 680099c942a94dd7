import { expect, test } from 'vitest';
import { inputScale } from './inputs.ts';

test('root mean square, deviations and the farthest mean, by hand', () => {
  const X = Float64Array.of(1, 30, 3, 50);
  expect(inputScale({ samples: 2, features: 2, X })).toEqual({
    rms: Math.sqrt((1 + 900 + 9 + 2500) / 4),
    largest: 10,
    smallest: 1,
    offset: 40 / Math.sqrt(101 / 2),
  });
});

test('a constant feature does not count, whose rounded mean is not it', () => {
  const X = Float64Array.from({ length: 600 }, (_, i) => (i % 2 === 1 ? 0.1 : i % 4 === 0 ? 1 : -1));
  expect(inputScale({ samples: 300, features: 2, X })).toMatchObject({ largest: 1, smallest: 1, offset: 0 });
});

test('constant features alone have no deviation', () => {
  const X = new Float64Array(4).fill(0.1);
  expect(inputScale({ samples: 4, features: 1, X })).toMatchObject({
    largest: 0,
    smallest: Infinity,
    offset: 0,
  });
});
