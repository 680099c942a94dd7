import { describe, expect, test } from 'vitest';
import { engines, entries, fill, newParameters } from '../../test/support/learnedTensors.ts';
import type { EngineName, Precision } from '../engine/engine.ts';
import { type ClipSettings, clipGradients, gradientNorm } from './clip.ts';

const DX = [3, -4, 0, 12, -0, 1e-300, 84, -5e-324];
const NORM = 85;

/** The gradients of a weight and a bias, clipped. */
function clipped(clip: ClipSettings, dx: readonly number[], name: EngineName, precision?: Precision) {
  const engine = engines[name](precision);
  const parameters = newParameters(engine);
  fill(parameters, 'gradient', dx);
  const norm = gradientNorm(engine, parameters);
  clipGradients(engine, parameters, clip);
  return { norm, after: entries(parameters, 'gradient'), normAfter: gradientNorm(engine, parameters) };
}

const scaled = (by: number) => [3, -4, 0, 12, 0, 0, 84, 0].map(value => value * by);

describe.each(['wasm', 'reference'] as const)('%s engine', name => {
  test('by norm: every entry times norm / (‖dx‖ + 1e-6), all parameters together', () => {
    const { after } = clipped({ norm: 10 }, DX, name);
    expect(after).toEqual(DX.map(value => value * (10 / (NORM + 1e-6))));
  });

  test('by norm: gradients below it keep their bits, tiny ones too', () => {
    expect(clipped({ norm: 85.1 }, DX, name).after).toEqual(DX);
    expect(clipped({ norm: 1 }, scaled(1e-300), name).after).toEqual(scaled(1e-300));
  });

  test.each([1e-306, 1e-300, 1e-160, 1e-20, 1, 1e20, 1e160, 1e300])(
    'the norm of gradients of size %d, relative error < 1e-15',
    size => {
      const { norm } = clipped({ norm: 1e100 }, scaled(size), name);
      expect(Math.abs(norm / (NORM * size) - 1)).toBeLessThan(1e-15);
    },
  );

  test('by norm: huge gradients come down to it, relative error < 1e-15', () => {
    const { normAfter } = clipped({ norm: 2 }, scaled(1e300), name);
    expect(Math.abs(normAfter / 2 - 1)).toBeLessThan(1e-15);
  });

  test('by norm, float32: what is stored is rounded once, relative error < 2⁻²⁴', () => {
    const { after } = clipped({ norm: 10 }, scaled(1), name, 'float32');
    const exact = scaled(10 / (NORM + 1e-6));
    for (const [i, value] of after.entries())
      expect(Math.abs(value - exact[i])).toBeLessThanOrEqual(2 ** -24 * Math.abs(exact[i]));
  });

  test('by value: entries beyond it become it, the others keep their bits', () => {
    expect(clipped({ value: 3.5 }, DX, name).after).toEqual([3, -3.5, 0, 3.5, -0, 1e-300, 3.5, -5e-324]);
  });

  test('what is not finite stays where it is: by norm, nothing is changed', () => {
    const dx = [NaN, 1, 2, Infinity, -Infinity, 0, 0, 9];
    expect(clipped({ value: 5 }, dx, name).after).toEqual([NaN, 1, 2, 5, -5, 0, 0, 5]);
    for (const broken of [dx, dx.with(0, 1), [1, 2, 3, 4, 5, 1e308, 1e308, 1.7e308]])
      expect(clipped({ norm: 5 }, broken, name).after).toEqual(broken);
  });
});
