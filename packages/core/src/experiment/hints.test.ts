import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { ExperimentError } from './experimentError.ts';
import { expandSweep } from './grid/expandSweep.ts';
import { parseExperiment } from './parseExperiment.ts';

const { networks: small, training: usual, ...rest } = smallDocument();
const document = (network: object, training: object = {}, others: object = {}) => ({
  ...rest,
  networks: [{ ...small[0], ...network }],
  training: { ...usual, ...training },
  ...others,
});
const without = (object: object, key: string) =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== key));

/** The complaints about a document, one per line. */
function saidOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof ExperimentError) return error.message.split('\n');
    throw error;
  }
  return [];
}
const said = (wrong: unknown) => saidOf(() => parseExperiment(wrong));

describe('a word of another program is answered with ours, in one line', () => {
  test.each<[unknown, string]>([
    [document({}, { batchSize: 8 }), 'got "batchSize"; did you mean "batch"?'],
    [document({}, { batch_size: 8 }), 'got "batch_size"; did you mean "batch"?'],
    [
      document({}, { optimizer: { kind: 'sgd', learningRate: 1 } }),
      'got "learningRate"; did you mean "stepSize"?',
    ],
    [document({}, { optimizer: { kind: 'sgd', lr: 1 } }), 'got "lr"; did you mean "stepSize"?'],
    [
      { ...document({}), training: { ...without(usual, 'optimizer'), lr: 0.5 } },
      'got "lr"; write optimizer: { kind: sgd, stepSize: 0.5 }',
    ],
    [document({}, { optimizer: 'adam' }), 'got "adam"; write optimizer: { kind: adam }'],
    [
      { ...document({}), training: { ...without(usual, 'steps'), epochs: 5 } },
      'got "epochs"; write steps: an epoch is as many steps as the rows hold batches, 1 if batch is full',
    ],
    [document({}, { clip: 1 }), 'got 1; write clip: { norm: 1 }'],
    [document({}, { clip: { kind: 'norm' } }), 'got "kind"; write clip: { norm: 1 }, or clip: { value: 1 }'],
    [
      document({}, { optimizer: { kind: 'sgd', stepSize: 0.2, momentum: 0.8 } }),
      'got "momentum"; write { kind: momentum, stepSize: 0.2, momentum: 0.8 }',
    ],
    [document({}, { optimizer: { kind: 'adam', weightDecay: 0.1 } }), 'kind: adamw takes weightDecay'],
    [document({ residual: true }), 'got true; write identity'],
    [document({ residual: false }), 'got false; write none'],
    [document({ batchNorm: true }), 'got "batchNorm"; write normalization: batch'],
    [document({ init: 'he' }), 'got "he"; did you mean "heNormal"?'],
    [document({ init: { kind: 'normal', stddev: 0.1 } }), 'got "stddev"; did you mean "std"?'],
    [document({ activation: 'LeakyReLU' }), 'got "LeakyReLU"; did you mean "leakyRelu"?'],
    [
      { ...document({}), networks: [{ ...without(small[0], 'hidden'), depth: 3 }] },
      'got "depth"; write hidden: { layers: 3, width: 50 }',
    ],
    [
      document({}, {}, { data: { kind: 'table', path: 'a.csv', target: 'y' } }),
      'got "path"; did you mean "file"?',
    ],
    [document({}, {}, { data: { kind: 'csv' } }), 'got "csv"; did you mean "table"?'],
    [document({}, {}, { epochs: 5 }), 'got "epochs"; it belongs under training'],
    [document({}, { loss: 'mse' }), 'got "mse"; did you mean "meanSquaredError"?'],
    [document({}, { l2: '0,001' }), 'got "0,001"; write it without quotes and with a decimal point: 0.001'],
    [document({ bias: 'no' }), 'got "no"; write false'],
  ])('%j', (wrong, end) => {
    const lines = said(wrong);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(end);
  });

  test.each<[object, string]>([
    [{ path: 'seed', values: [1] }, 'got "values"; did you mean "list"?'],
    [{ path: 'seed', range: { min: 1, to: 2, count: 2 } }, 'got "min"; did you mean "from"?'],
    [{ param: 'seed', list: [1] }, 'got "param"; write path'],
    [
      { path: 'seed', from: 1, to: 3 },
      'got "from"; write range: { from: 0.01, to: 1, count: 5, scale: log }',
    ],
  ])('an axis %j', (axis, end) => {
    const lines = saidOf(() => expandSweep({ ...document({}), sweep: { axes: [axis] } }));
    expect(lines[0]).toContain(end);
  });
});

describe('reports all errors of a document at once, with their places', () => {
  test('of five mistakes, five lines', () => {
    const wrong = document({ activation: 'rleu', dropout: 2 }, { steps: 0, clip: 1, batchSize: 3 });
    expect(said(wrong).map(line => line.split(': expected')[0])).toEqual([
      'training',
      'networks[0].activation',
      'networks[0].dropout',
      'training.clip',
      'training.steps',
    ]);
  });

  test('of layers that do not go together too', () => {
    const wrong = {
      ...document({}),
      networks: [small[0], { ...small[0], hidden: [3, 4], residual: 'identity' }],
    };
    expect(said(wrong).map(line => line.split(': expected')[0])).toEqual([
      'networks[1].name',
      'networks[1].hidden',
    ]);
  });

  test('places are paths into the document, with the key that is not known', () => {
    try {
      parseExperiment(document({ hidden: [0] }, { stpes: 3 }));
    } catch (error) {
      expect((error as ExperimentError).complaints).toMatchObject([
        { path: ['training'], key: 'stpes' },
        { path: ['networks', 0, 'hidden', 0] },
      ]);
    }
    expect.assertions(1);
  });

  test('of 30 mistakes, 20 lines and how many more there are', () => {
    const lines = said(document({ hidden: Array(30).fill(0) }));
    expect(lines).toHaveLength(21);
    expect(lines[20]).toBe('… and 10 more');
  });
});
