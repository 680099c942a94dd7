import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RandomState } from '../../random/randomState.ts';
import type { DataSettings } from '../dataSettings.ts';
import { dataShape } from '../dataShape.ts';
import type { Dataset } from '../dataset.ts';
import { makeData } from '../makeData.ts';

interface Bundled {
  readonly kind: 'iris' | 'wine' | 'digits';
  readonly shape: readonly [number, number];
  readonly perClass: readonly number[];
  readonly X: string;
  readonly y: string;
}

const file = new URL('../../../test/fixtures/data/data.json', import.meta.url);
const { bundled }: { bundled: readonly Bundled[] } = JSON.parse(readFileSync(file, 'utf8'));

const sha256 = (values: Float64Array | Int32Array) => createHash('sha256').update(values).digest('hex');

test.each(bundled)('$kind: every value equals scikit-learn’s', ({ kind, shape, perClass, X, y }) => {
  const settings: DataSettings = { kind, shape: 'flat', standardize: false, test: 0 };
  const data = makeData(settings, new RandomState(0)) as Dataset;
  expect([data.samples, data.features]).toEqual(shape);
  expect(Array.from({ length: data.classes }, (_, k) => data.y.filter(label => label === k).length)).toEqual(
    perClass,
  );
  expect(sha256(data.X)).toBe(X);
  expect(sha256(data.y)).toBe(y);
  expect(dataShape(settings)).toEqual({ samples: shape[0], features: shape[1], outputs: perClass.length });
});
