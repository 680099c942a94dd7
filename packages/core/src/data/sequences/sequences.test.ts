import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../../random/randomState.ts';
import { RAVEN } from '../bundled/ravenText.ts';
import type { DataSettings } from '../dataSettings.ts';
import { answersOf, type Dataset, isRegression, outputsOf } from '../dataset.ts';
import { makeData } from '../makeData.ts';

interface Generated {
  readonly settings: DataSettings;
  readonly seed: number;
  readonly shape: readonly number[];
  readonly X: readonly number[];
  readonly y: readonly number[];
  readonly answers: readonly number[];
  readonly next: number;
}

const file = new URL('../../../test/fixtures/data/sequences.json', import.meta.url);
const { generated }: { generated: readonly Generated[] } = JSON.parse(readFileSync(file, 'utf8'));

const make = (settings: object, seed = 1) =>
  makeData({ test: 0, ...settings } as DataSettings, new RandomState(seed)) as Dataset;

describe('equal to NumPy', () => {
  test.each(generated)(
    '$settings, seed $seed: X and the answers equal, sines within 1e-14 of 1, as much drawn',
    ({ settings, seed, shape, X, y, answers, next }) => {
      const random = new RandomState(seed);
      const data = makeData({ test: 0, ...settings } as DataSettings, random);
      const [samples, ...inner] = shape;
      expect([data.samples, ...data.axes!, data.features / data.axes![0]]).toEqual([samples, ...inner]);
      const goals = isRegression(data) ? data.targets : data.y;
      expect(answersOf(data)).toBe(answers.length > 1 ? answers[1] : 1);
      const [ours, theirs] = [
        [...data.X, ...goals],
        [...X, ...y],
      ];
      expect(ours).toHaveLength(theirs.length);
      // Absolute: a value near 0 is a difference of sines of about 1, whose angles of up to 26 are rounded.
      const bound = settings.kind === 'sines' ? 1e-14 : 0;
      for (const [i, value] of theirs.entries()) expect(Math.abs(ours[i] - value)).toBeLessThanOrEqual(bound);
      expect(random.random()).toBe(next);
    },
  );

  test('every kind that is drawn is among them, in both forms of its choices', () => {
    const seen = generated.map(({ settings }) => Object.values(settings).filter(value => !Number(value)));
    for (const kind of ['copy', 'temporalOrder', 'recall', 'modular']) {
      expect(seen).toContainEqual(expect.arrayContaining([kind, 'oneHot']));
      expect(seen).toContainEqual(expect.arrayContaining([kind, 'number']));
    }
    expect(seen).toContainEqual(['parity', 'last']);
    expect(seen).toContainEqual(['parity', 'every']);
  });
});

test('one-hot channels and numbers are the same tokens', () => {
  for (const kind of ['copy', 'temporalOrder', 'recall']) {
    const sizes = { samples: 20, length: 12, symbols: 6, delay: 3 };
    const [hot, numbers] = ['oneHot', 'number'].map(tokens => make({ kind, ...sizes, tokens }));
    const channels = hot.features / hot.axes![0];
    for (const [place, token] of numbers.X.entries()) {
      const here = hot.X.subarray(place * channels, (place + 1) * channels);
      expect([here.indexOf(1), here.reduce((sum, value) => sum + value, 0)]).toEqual([token, 1]);
    }
    expect(hot.y).toEqual(numbers.y);
  }
});

test('temporal order: the places of 100 positions are 10 … 20 and 50 … 60, as in the source', () => {
  const { X, y } = make({ kind: 'temporalOrder', samples: 2000, length: 100, tokens: 'number' });
  const places = [new Set<number>(), new Set<number>()];
  for (let n = 0; n < 2000; n++) {
    const row = X.subarray(100 * n, 100 * (n + 1));
    const marked = [...row.keys()].filter(t => row[t] === 4 || row[t] === 5);
    expect(marked).toHaveLength(2);
    for (const [i, place] of marked.entries()) places[i].add(place);
    expect(y[n]).toBe(2 * (row[marked[0]] - 4) + row[marked[1]] - 4);
  }
  const ascending = places.map(set => [...set].sort((a, b) => a - b));
  expect(ascending).toEqual([10, 50].map(first => Array.from({ length: 11 }, (_, i) => first + i)));
});

test('parity: one changed bit changes the last answer', () => {
  const { X, y } = make({ kind: 'parity', samples: 64, length: 11, answers: 'every' });
  for (let n = 0; n < 64; n++) {
    const bits = X.subarray(11 * n, 11 * (n + 1));
    expect(y[11 * n + 10]).toBe(bits.reduce((sum, bit) => sum + bit, 0) % 2);
  }
});

test('sines: variance ½ within 2 %, and the target is the next value', () => {
  const data = make({ kind: 'sines', samples: 4000, length: 30, waves: 3, noise: 0 });
  const { X, targets } = data as unknown as { X: Float64Array; targets: Float64Array };
  expect(Math.abs(X.reduce((sum, x) => sum + x * x, 0) / X.length - 0.5)).toBeLessThan(0.01);
  for (let i = 0; i < X.length; i++) if (i % 30 < 29) expect(targets[i]).toBe(X[i + 1]);
});

test('modular addition: each pair once, and a share held out', () => {
  const { X, y, test: held } = make({ kind: 'modular', modulus: 7, tokens: 'number', test: 0.5 });
  expect([y.length, held!.y.length]).toEqual([24, 25]);
  const sums = [...y, ...held!.y];
  const pairs = [...X, ...held!.X];
  const seen = sums.map((sum, row) => {
    const [a, b, equals] = pairs.slice(3 * row, 3 * row + 3);
    expect([equals, sum]).toEqual([7, (a + b) % 7]);
    return 7 * a + b;
  });
  expect(new Set(seen).size).toBe(49);
});

describe('characters', () => {
  const spelled = (codes: ArrayLike<number>, names: readonly string[]) =>
    Array.from(codes, code => names[code]).join('');

  test('the windows side by side are the poem, the answers the poem from its second character on', () => {
    const { X, y, classNames, samples, classes } = make({ kind: 'characters', length: 50, tokens: 'number' });
    expect([samples, classes]).toEqual([125, 54]);
    expect(spelled(X, classNames!)).toBe(RAVEN.slice(0, 6250));
    expect(spelled(y, classNames!)).toBe(RAVEN.slice(1, 6251));
    expect(classNames).toEqual([...classNames!].sort());
  });

  test('all of its characters are printed ASCII or the end of a line, and it has 18 stanzas', () => {
    expect(RAVEN).toMatch(/^[\n -~]+$/);
    expect(RAVEN.trim().split('\n\n')).toHaveLength(18);
    expect(
      RAVEN.trim()
        .split('\n\n')
        .map(stanza => stanza.split('\n').length),
    ).toEqual(Array(18).fill(6));
  });

  test('the longest sequence is all of the text', () => {
    const { samples } = make({ kind: 'characters', length: RAVEN.length - 1, tokens: 'oneHot' });
    expect(samples).toBe(1);
  });
});

test('digits: each shape has the same numbers, and axes of its own', () => {
  const shapes = ['flat', 'rows', 'pixels', 'picture'].map(shape =>
    make({ kind: 'digits', shape, standardize: false }),
  );
  expect(shapes.map(({ axes }) => axes)).toEqual([undefined, [8], [64], [8, 8]]);
  for (const { X, y } of shapes) expect([X, y]).toEqual([shapes[0].X, shapes[0].y]);
  expect(shapes.map(outputsOf)).toEqual([10, 10, 10, 10]);
});

test('standardize brings each channel to mean 0 and deviation 1 over all positions of the rows to train on', () => {
  const [raw, scaled] = [false, true].map(standardize =>
    make({ kind: 'digits', shape: 'picture', standardize, test: 0.25 }),
  );
  const mean = raw.X.reduce((sum, x) => sum + x, 0) / raw.X.length;
  const deviation = Math.sqrt(raw.X.reduce((sum, x) => sum + (x - mean) ** 2, 0) / raw.X.length);
  for (const [part, from] of [
    [scaled, raw],
    [scaled.test!, raw.test!],
  ]) {
    for (let i = 0; i < 640; i++) expect(part.X[i]).toBeCloseTo((from.X[i] - mean) / deviation, 11);
  }
  const rows = make({ kind: 'digits', shape: 'rows', standardize: true });
  const column = (channel: number) => rows.X.filter((_, i) => i % 8 === channel);
  for (let channel = 0; channel < 8; channel++) {
    const values = column(channel);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(1e-12);
    expect(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length).toBeCloseTo(1, 10);
  }
});

test.each([
  ['length: expected at least 10 positions, got 9', { kind: 'temporalOrder', samples: 1, length: 9 }],
  [
    'delay: expected a positive integer, got 0',
    { kind: 'copy', samples: 1, length: 1, symbols: 2, delay: 0 },
  ],
  ['symbols: expected a positive integer, got 1.5', { kind: 'recall', samples: 1, length: 1, symbols: 1.5 }],
  ['waves: expected a positive integer, got 0', { kind: 'sines', samples: 1, length: 1, waves: 0, noise: 0 }],
  ['modulus: expected a positive integer, got -1', { kind: 'modular', modulus: -1 }],
  ['length: expected at most 6275 characters, got 6276', { kind: 'characters', length: 6276 }],
  ['length: expected a positive integer, got NaN', { kind: 'parity', samples: 1, length: Number.NaN }],
])('%s', (message, settings) => {
  expect(() => make(settings)).toThrow(new RangeError(message));
});
