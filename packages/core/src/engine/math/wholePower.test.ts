import { expect, test } from 'vitest';
import { wholePower } from './wholePower.ts';

test('powers of 3 up to 3³³, whose doubles are exact, to the last bit', () => {
  for (let exponent = 0, exact = 1n; exponent <= 33; exponent++, exact *= 3n) {
    expect(wholePower(3, exponent), `3^${exponent}`).toBe(Number(exact));
  }
});

test('of a share the power falls to 0 where it underflows, and 1 stays 1', () => {
  expect(wholePower(0.5, 1074)).toBe(Number.MIN_VALUE);
  expect(wholePower(0.5, 1e9)).toBe(0);
  expect(wholePower(1, 1e9)).toBe(1);
  expect(wholePower(0, 0)).toBe(1);
});
