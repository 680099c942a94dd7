import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../../random/randomState.ts';
import { type InitSettings, initialize } from './index.ts';

interface Start {
  readonly settings: InitSettings;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly W: readonly number[];
  readonly b: readonly number[];
  readonly next: number;
}

const file = new URL('../../../test/fixtures/initializers/initializers.json', import.meta.url);
const { seed, starts }: { seed: number; starts: readonly Start[] } = JSON.parse(readFileSync(file, 'utf8'));

function worst(
  ours: Float64Array,
  theirs: readonly number[],
  error: (x: number, y: number) => number,
): number {
  expect(ours).toHaveLength(theirs.length);
  return theirs.reduce((largest, value, i) => Math.max(largest, error(ours[i], value)), 0);
}

const relative = (x: number, y: number) => (x === y ? 0 : Math.abs(x / y - 1));
const absolute = (x: number, y: number) => Math.abs(x - y);

describe('drawn from NumPy’s stream', () => {
  const qr = new Set<string>(['orthogonal', 'lsuv']);

  test.each(starts.filter(({ settings }) => !qr.has(settings.kind)))(
    '$settings, $fanIn × $fanOut: relative error < 1e-15, and as much is drawn',
    ({ settings, fanIn, fanOut, W, b, next }) => {
      const random = new RandomState(seed);
      const start = initialize(settings, fanIn, fanOut, random);
      expect(worst(start.W, W, relative)).toBeLessThan(1e-15);
      expect(worst(start.b, b, relative)).toBeLessThan(1e-15);
      expect(random.random()).toBe(next);
    },
  );

  // Absolute: the entries of an orthonormal matrix come of sums in which terms cancel.
  test.each(starts.filter(({ settings }) => qr.has(settings.kind)))(
    '$settings, $fanIn × $fanOut: within 1e-14 of LAPACK’s QR, and as much is drawn',
    ({ settings, fanIn, fanOut, W, b, next }) => {
      const random = new RandomState(seed);
      const start = initialize(settings, fanIn, fanOut, random);
      expect(worst(start.W, W, absolute)).toBeLessThan(1e-14);
      expect(Array.from(start.b)).toEqual(b);
      expect(random.random()).toBe(next);
    },
  );
});

describe('variance of 200 × 300 weights, within 3 %', () => {
  const wide: readonly [InitSettings, number][] = [
    [{ kind: 'glorotNormal' }, 2 / 500],
    [{ kind: 'glorotUniform' }, 2 / 500],
    [{ kind: 'heNormal' }, 2 / 200],
    [{ kind: 'heUniform' }, 2 / 200],
    [{ kind: 'lecunNormal' }, 1 / 200],
    [{ kind: 'lecunUniform' }, 1 / 200],
    [{ kind: 'pytorchDefault' }, 1 / 600],
    [{ kind: 'kerasDefault' }, 2 / 500],
    [{ kind: 'meanField', sigmaW: 1.5, sigmaB: 0.5 }, 1.5 ** 2 / 200],
    [{ kind: 'orthogonal', gain: 2 }, 4 / 300],
  ];
  test.each(wide)('%j: %f', (settings, variance) => {
    const { W } = initialize(settings, 200, 300, new RandomState(2));
    const measured = W.reduce((sum, w) => sum + w * w, 0) / W.length;
    expect(Math.abs(measured / variance - 1)).toBeLessThan(0.03);
  });
});
