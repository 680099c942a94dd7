import { describe, expect, test } from 'vitest';
import { activationFixture } from '../../../test/support/activationFixture.ts';
import { activationKinds, activationOf, slope } from './index.ts';

const { z: zs, functions } = activationFixture;

/** Half of the grid of subnormal numbers twice over: what two roundings on it cost. No relative bound can hold there. */
const GRID = 5e-324;

/** The largest error of `got` at some points, relative to `scale` of the right value at that point. */
function worstError(
  got: (z: number) => number,
  right: readonly number[],
  scale: (right: number, z: number) => number = Math.abs,
): number {
  const errors = zs.map((z, i) => {
    const error = Math.abs(got(z) - right[i]);
    return error <= GRID ? 0 : error / scale(right[i], z);
  });
  return Math.max(...errors);
}

test('the fixture has every activation', () => {
  expect(new Set(functions.map(({ settings }) => settings.kind))).toEqual(
    new Set(Object.keys(activationKinds)),
  );
});

/** Their slope goes through 0: there the error is one of the two terms, both about ¼, that cancel. */
const CROSSING = ['gelu', 'geluTanh', 'silu', 'mish'];

/** Their slope is taken from h: where h saturates, the last bit of h is all that is known of it. */
const SATURATING = ['sigmoid', 'tanh', 'elu', 'selu', 'celu'];

describe.each(functions)('$settings', ({ settings, forward, slope: slopes }) => {
  const activation = activationOf(settings);
  const slopeOf = (z: number) => slope(activation, z);

  if (settings.kind === 'sin') {
    // The rounding of ωz, at most 2⁻⁵³ |ωz|, moves the angle itself.
    const { omega } = settings;
    const scale = (right: number, z: number) => Math.abs(right) + Math.abs(omega * z);
    test('φ: error < 2.5e-16 (|φ| + |ωz|); slope: < 2.5e-16 ω (|φ′| + |ωz|)', () => {
      expect(worstError(activation.forward, forward, scale)).toBeLessThan(2.5e-16);
      expect(worstError(slopeOf, slopes, scale)).toBeLessThan(2.5e-16 * omega);
    });
    return;
  }

  if (settings.kind === 'geluTanh') {
    // e^u magnifies the rounding of its exponent u, which goes to −745, by u.
    test('φ: relative error < 2e-13', () => {
      expect(worstError(activation.forward, forward)).toBeLessThan(2e-13);
    });
    test('slope: relative error < 2e-13, of ¼ where it crosses 0', () => {
      expect(worstError(slopeOf, slopes, scaleOfCrossing)).toBeLessThan(2e-13);
    });
    return;
  }

  test('φ: relative error < 5e-16, down to the subnormal numbers', () => {
    expect(worstError(activation.forward, forward)).toBeLessThan(5e-16);
  });

  if (CROSSING.includes(settings.kind)) {
    test('slope: relative error < 1e-15, of ¼ where it crosses 0', () => {
      expect(worstError(slopeOf, slopes, scaleOfCrossing)).toBeLessThan(1e-15);
    });
  } else if (SATURATING.includes(settings.kind)) {
    test('slope: error < 5e-16 of the largest slope', () => {
      expect(worstError(slopeOf, slopes, () => activation.largestSlope)).toBeLessThan(5e-16);
    });
  } else {
    test('slope: relative error < 5e-16, down to the subnormal numbers', () => {
      expect(worstError(slopeOf, slopes)).toBeLessThan(5e-16);
    });
  }
});

function scaleOfCrossing(right: number, z: number): number {
  return z > -2 && z < 0 ? 0.25 : Math.abs(right);
}

test('sigmoid: the slope is exact to 5e-16 on the side where h is small', () => {
  const { forward } = functions.find(({ settings }) => settings.kind === 'sigmoid')!;
  const sigmoid = activationOf({ kind: 'sigmoid' });
  for (const [i, z] of zs.entries()) {
    if (z >= -36) continue;
    expect(Math.abs(slope(sigmoid, z) - forward[i])).toBeLessThanOrEqual(5e-16 * forward[i] + GRID);
  }
});
