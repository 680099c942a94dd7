import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import { checkerboard } from './checkerboard.ts';
import { curve } from './curve.ts';
import type { DataSettings } from './dataSettings.ts';
import type { Dataset } from './dataset.ts';
import { gaussianQuantiles } from './gaussianQuantiles.ts';
import { makeData } from './makeData.ts';
import { normals } from './normals.ts';
import { xor } from './xor.ts';

interface Generated {
  readonly settings: DataSettings;
  readonly seed: number;
  readonly X: readonly number[];
  readonly y: readonly number[];
  readonly next?: number;
}

const file = new URL('../../test/fixtures/data/data.json', import.meta.url);
const { generated }: { generated: readonly Generated[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('equal to scikit-learn', () => {
  // Absolute below 1: a coordinate there is often a difference of two of about 1.
  test.each(generated)(
    '$settings, seed $seed: X within 3e-16 (of the value, or of 1 if that is more), y equal, as much drawn',
    ({ settings, seed, X, y, next }) => {
      const random = new RandomState(seed);
      const data = makeData(settings, random) as Dataset;
      expect(data.X).toHaveLength(X.length);
      for (const [i, value] of X.entries()) {
        expect(Math.abs(data.X[i] - value)).toBeLessThan(3e-16 * Math.max(1, Math.abs(value)));
      }
      expect(Array.from(data.y)).toEqual(y);
      expect([data.samples, data.features]).toEqual([y.length, 2]);
      if (next !== undefined) expect(random.random()).toBe(next);
    },
  );

  test('all four kinds are among them', () => {
    const kinds = new Set(generated.map(({ settings }) => settings.kind));
    expect(kinds).toEqual(new Set(['moons', 'circles', 'blobs', 'quantiles']));
  });
});

describe('ours', () => {
  const random = () => new RandomState(8);

  test('xor: class 1 where the signs differ, both classes 500 ± 64 of 1000, four deviations', () => {
    const { X, y } = xor({ samples: 1000, noise: 0 }, random());
    for (const [i, label] of y.entries()) expect(label).toBe(X[2 * i] * X[2 * i + 1] < 0 ? 1 : 0);
    expect(Math.abs(y.filter(label => label === 1).length - 500)).toBeLessThan(64);
  });

  test('checkerboard of 3 × 3: neighbouring fields differ', () => {
    const { X, y } = checkerboard({ samples: 500, noise: 0, cells: 3 }, random());
    const fields = new Set<string>();
    for (const [i, label] of y.entries()) {
      const [column, row] = [X[2 * i], X[2 * i + 1]].map(x => (x < -1 / 3 ? 0 : x < 1 / 3 ? 1 : 2));
      fields.add(`${column}${row}`);
      expect(label).toBe((column + row) % 2);
    }
    expect(fields.size).toBe(9);
  });

  test('checkerboard of 2 × 2 is xor', () => {
    const settings = { samples: 50, noise: 0.1 };
    expect(checkerboard({ ...settings, cells: 2 }, random())).toEqual(xor(settings, random()));
  });

  test('noise moves the points after they have their classes, and is drawn after them', () => {
    const still = xor({ samples: 40, noise: 0 }, random());
    const moved = xor({ samples: 40, noise: 0.5 }, random());
    expect(moved.y).toEqual(still.y);
    const stream = random();
    for (let i = 0; i < 80; i++) stream.random();
    expect(Array.from(moved.X)).toEqual(Array.from(still.X, x => x + stream.normal(0, 0.5)));
  });

  test('quantiles: rings of equally many, each outside the one before; what is left over belongs to the outermost', () => {
    const { X, y } = gaussianQuantiles({ samples: 32, classes: 3, noise: 0 }, random());
    const radii = [0, 1, 2].map(k =>
      Array.from(y.keys())
        .filter(i => y[i] === k)
        .map(i => Math.hypot(X[2 * i], X[2 * i + 1])),
    );
    expect(radii.map(ring => ring.length)).toEqual([10, 10, 12]);
    expect(Math.max(...radii[0])).toBeLessThan(Math.min(...radii[1]));
    expect(Math.max(...radii[1])).toBeLessThan(Math.min(...radii[2]));
  });

  test('normals: points row by row, then targets, all of the one stream', () => {
    const { X, targets, ...size } = normals({ samples: 5, features: 3 }, random());
    const stream = random();
    expect(Array.from(X)).toEqual(Array.from({ length: 15 }, () => stream.normal()));
    expect(Array.from(targets)).toEqual(Array.from({ length: 5 }, () => stream.normal()));
    expect(size).toEqual({ samples: 5, features: 3, outputs: 1 });
  });

  test('curve: sin πx from −1 to 1 within 1e-15, then noise in order', () => {
    const { X, targets, ...size } = curve({ samples: 101, noise: 0 }, random());
    expect([X[0], X[25], X[50], X[100]]).toEqual([-1, -0.5, 0, 1]);
    for (const [i, x] of X.entries()) {
      expect(Math.abs(targets[i] - Math.sin(Math.PI * x))).toBeLessThan(1e-15);
    }
    expect(size).toEqual({ samples: 101, features: 1, outputs: 1 });
    const stream = random();
    const noisy = curve({ samples: 101, noise: 0.3 }, random());
    expect(Array.from(noisy.targets)).toEqual(Array.from(targets, value => value + stream.normal(0, 0.3)));
  });
});

test.each<[string, DataSettings]>([
  ['samples: expected a positive integer, got 0', { kind: 'moons', samples: 0, noise: 0 }],
  ['features: expected a positive integer, got 0', { kind: 'normals', samples: 3, features: 0 }],
  ['noise: expected a finite number at least 0, got -1', { kind: 'xor', samples: 3, noise: -1 }],
  [
    'factor: expected a number from 0 to below 1, got 1',
    { kind: 'circles', samples: 3, noise: 0, factor: 1 },
  ],
  ['cells: expected a positive integer, got 2.5', { kind: 'checkerboard', samples: 3, noise: 0, cells: 2.5 }],
  [
    'std: expected a finite number at least 0, got Infinity',
    { kind: 'blobs', samples: 3, centers: 2, std: Number.POSITIVE_INFINITY },
  ],
  [
    'samples: expected at least one for each of 5 classes, got 4',
    { kind: 'quantiles', samples: 4, classes: 5, noise: 0 },
  ],
])('%s', (message, settings) => {
  expect(() => makeData(settings, new RandomState(0))).toThrow(new RangeError(message));
});
