import { expect, test } from 'vitest';
import { z } from 'zod';
import { dataKinds } from '../data/dataSettings.ts';
import { dataShape } from '../data/dataShape.ts';
import { answersOf, outputsOf } from '../data/dataset.ts';
import { makeData } from '../data/makeData.ts';
import { RandomState } from '../random/randomState.ts';
import { dataSchema } from './dataSettings.ts';
import { describeIssues } from './describeIssues.ts';
import { ExperimentError } from './experimentError.ts';
import { mapping } from './rules.ts';

test.each(Object.keys(dataKinds))('%s: made from its defaults, finite, and again the same', kind => {
  const settings = dataSchema().parse({ kind });
  const [data, again] = [1, 1].map(seed => makeData(settings, new RandomState(seed)));
  expect(data).toEqual(again);
  expect(data.X).toHaveLength(data.samples * data.features);
  expect(data.X.every(Number.isFinite)).toBe(true);
  const { samples, features, axes } = data;
  const { answers = 1, ...shape } = dataShape(settings)!;
  expect({ ...shape, answers }).toEqual({
    samples,
    features,
    ...(axes && { axes }),
    outputs: outputsOf(data),
    answers: answersOf(data),
  });
});

test('a table needs a file and a target, and has defaults for the rest', () => {
  expect(dataSchema().parse({ kind: 'table', file: 'a.csv', target: 'y' })).toEqual({
    kind: 'table',
    file: 'a.csv',
    target: 'y',
    features: 'all',
    task: 'auto',
    targetShift: 0,
    standardizeTargets: false,
    standardize: false,
    test: 0,
  });
});

const experiment = mapping({ data: dataSchema() });

const allKinds = [...Object.keys(dataKinds), 'table'].map(kind => JSON.stringify(kind)).join(' or ');
const table = { kind: 'table', file: 'a.csv', target: 'y' };
const features = 'data.features: expected "all" or a list of at least one column';

test.each<[object | string | undefined, string]>([
  [undefined, 'data: expected a mapping of keys to values, got nothing'],
  ['moons', 'data: expected a mapping of keys to values, got "moons"; write data: { kind: moons }'],
  [{ kind: 'moon' }, `data.kind: expected ${allKinds}, got "moon"; did you mean "moons"?`],
  [{ kind: 'moons', factor: 0.5 }, 'data: expected only the keys kind, samples, noise, got "factor"'],
  [{ kind: 'moons', samples: 0 }, 'data.samples: expected a whole number from 1 to 10000000, got 0'],
  [{ kind: 'xor', noise: -1 }, 'data.noise: expected a number from 0 to 1000, got -1'],
  [{ kind: 'circles', factor: 1 }, 'data.factor: expected a number from 0 to below 1, got 1'],
  [{ kind: 'checkerboard', cells: 1.5 }, 'data.cells: expected a whole number from 1 to 1000, got 1.5'],
  [{ kind: 'blobs', centers: 1 }, 'data.centers: expected a whole number from 2 to 1000, got 1'],
  [{ kind: 'quantiles', samples: 2 }, 'data.samples: expected at least one sample for each class, got 2'],
  [
    { kind: 'digits', shape: 'round' },
    'data.shape: expected "flat" or "rows" or "pixels" or "picture", got "round"',
  ],
  [
    { kind: 'modular', standardize: true },
    'data: expected only the keys kind, modulus, tokens, test, got "standardize"',
  ],
  [
    { kind: 'copy', tokens: 'onehot' },
    'data.tokens: expected "oneHot" or "number", got "onehot"; did you mean "oneHot"?',
  ],
  [{ kind: 'temporalOrder', length: 9 }, 'data.length: expected a whole number from 10 to 100000, got 9'],
  [{ kind: 'iris', test: 1 }, 'data.test: expected a number from 0 to below 1, got 1'],
  [{ kind: 'wine', standardize: 'yes' }, 'data.standardize: expected true or false, got "yes"; write true'],
  [{ kind: 'table', target: 'y' }, 'data.file: expected a text of 1 to 1000 characters, got nothing'],
  [{ ...table, target: '' }, 'data.target: expected a text of 1 to 1000 characters, got ""'],
  [{ ...table, sequence: 'id' }, 'data.time: expected the column of the time, beside sequence, got nothing'],
  [{ ...table, time: 't' }, 'data.sequence: expected the column of the sequence, beside time, got nothing'],
  [{ ...table, features: [] }, `${features}, got an empty list`],
  [{ ...table, features: 'x' }, 'data.features: expected "all", got "x"'],
  [{ ...table, features: ['x', 3] }, 'data.features[1]: expected a text of 1 to 1000 characters, got 3'],
  [
    { ...table, task: 'clustering' },
    'data.task: expected "auto" or "classification" or "regression", got "clustering"',
  ],
])('%j: %s', (data, message) => {
  const { error } = experiment.safeParse({ data });
  expect(error && new ExperimentError(describeIssues(error.issues, { data })).message).toBe(message);
});

test('editors learn every kind', () => {
  const text = JSON.stringify(z.toJSONSchema(dataSchema(), { io: 'input' }));
  for (const kind of [...Object.keys(dataKinds), 'table']) expect(text).toContain(`"const":"${kind}"`);
});
