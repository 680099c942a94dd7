import { parseExperiment, prepare, type Run, Trainer } from 'gradscope';
import { describe, expect, test } from 'vitest';
import {
  type EventValue,
  fileFormats,
  readEvents,
  readNpz,
  readParquet,
  readSafetensors,
  readTable,
  runFromArrays,
  type TrainedNetwork,
  writeNpz,
} from '../src/index.ts';

const PROBES = [
  'gradient',
  'neuron',
  'signal',
  'activation',
  'unit',
  'update',
  'histogram',
  'ledger',
  'weightSpectrum',
  'jacobian',
];

const base = {
  seed: 2,
  networks: [{ name: 'relu', hidden: [6, 5], activation: 'relu', init: 'heNormal' }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps: 12 },
  record: { every: 3, probes: PROBES },
};

const documents: Readonly<Record<string, object>> = {
  spiral: { ...base, data: { kind: 'spiral', pointsPerClass: 10 } },
  'named classes, rows held out, batch normalization, prelu': {
    ...base,
    data: { kind: 'iris', standardize: true, test: 0.2 },
    networks: [
      {
        name: 'n',
        hidden: [4, 4],
        activation: 'prelu',
        init: 'heNormal',
        normalization: 'batch',
        dropout: 0.2,
      },
    ],
    training: { ...base.training, batch: 20 },
  },
  'values in float32': { ...base, data: { kind: 'curve', samples: 20 }, precision: 'float32' },
  'maxout and layer normalization': {
    ...base,
    data: { kind: 'moons', samples: 20 },
    networks: [{ name: 'm', hidden: [3], activation: 'maxout', init: 'heNormal', normalization: 'layer' }],
  },
  'a gradient that vanishes': {
    ...base,
    record: { every: 3, probes: ['gradient', 'signal'] },
    data: { kind: 'moons', samples: 20 },
    networks: [
      {
        name: 'v',
        hidden: { layers: 30, width: 3 },
        activation: 'sigmoid',
        init: { kind: 'normal', std: 0.01 },
      },
    ],
  },
  'a loss that diverges': {
    ...base,
    data: { kind: 'curve', samples: 20 },
    networks: [{ name: 'd', hidden: [3], activation: 'identity', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 1e6 }, steps: 90 },
  },
};

function trained(document: object): TrainedNetwork {
  const experiment = parseExperiment(document);
  const trainer = new Trainer(experiment, 0);
  trainer.advance(experiment.training.steps + 1);
  const { data } = prepare(experiment);
  return { experiment, data, run: trainer.run(), startedAt: new Date(1e12), seconds: 2 };
}

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** What was recorded as one array, step after step, in the order of the columns. */
function recorded({ history: { step, loss, accuracy, series } }: Run): number[][] {
  const all = Object.values(series);
  return Array.from(step, (at, row) => [
    at,
    loss[row],
    accuracy[row],
    ...all.flatMap(({ columns, values }) => [...values.subarray(row * columns, (row + 1) * columns)]),
  ]);
}

/** The file of a network in a format. */
const written = async (name: string, network: TrainedNetwork) =>
  bytesOf(await fileFormats[name].network!.write(network));

/** A table's rows. */
function rowsOf(columns: readonly ArrayLike<number>[]): number[][] {
  return Array.from(columns[0], (_, row) => columns.map(values => values[row]));
}

describe.each(Object.entries(documents))(
  '%s: what was written is read back to the same bits',
  (_, document) => {
    const network = trained(document);
    const { experiment, data, run } = network;

    test('npz', async () => {
      const arrays = readNpz(await written('npz', network));
      const { name: _, network: _n, layers: _l, initial: _i, final: _f, history: _h, ...result } = run;
      const classNames = 'classNames' in data ? data.classNames : undefined;
      const read = runFromArrays(arrays, experiment, 0, result, { classNames, file: 'a.npz' });
      expect(read).toEqual({ data, run });
    });

    test('csv', async () => {
      const columns = readTable(await written('csv', network), 'a.csv');
      expect(rowsOf(columns.map(({ values }) => Float64Array.from(values, Number)))).toEqual(recorded(run));
    });

    test('parquet', async () => {
      const { columns, metadata } = await readParquet(await written('parquet', network));
      expect(rowsOf(columns.map(({ values }) => values as ArrayLike<number>))).toEqual(recorded(run));
      expect(metadata.network).toBe(run.name);
      expect(columns[0]).toMatchObject({ name: 'step', type: 'int32' });
    });

    test('safetensors', async () => {
      const { tensors, metadata } = readSafetensors(await written('safetensors', network));
      const W = run.final.map(({ W, fanIn, fanOut }) => ({ shape: [fanIn, fanOut], values: W }));
      expect(run.final.map((_, l) => tensors[`W${l + 1}`])).toEqual(W);
      expect(run.final.map((_, l) => tensors[`b${l + 1}`].values)).toEqual(run.final.map(({ b }) => b));
      expect(metadata).toEqual({ network: run.name });
    });

    test('events', async () => {
      const values: EventValue[] = [];
      const { problems } = await readEvents(await written('events', network), value => values.push(value));
      expect(problems).toEqual([]);
      const { step, loss, series } = run.history;
      const scalars = (tag: string) => values.filter(value => value.tag === tag && value.kind === 'scalar');
      expect(scalars('loss').map(({ step }) => step)).toEqual([...step]);
      const own = (tag: string) =>
        scalars(tag).map(value => (value.kind === 'scalar' ? value.value : Number.NaN));
      expectRounded(own('loss'), loss);
      const { columns, values: gradients } = series.grad_l2!;
      for (let l = 0; l < columns; l++) {
        expectRounded(
          own(`grad_l2/layer${l + 1}`),
          gradients.filter((_, i) => i % columns === l),
        );
      }
      const counts = values.flatMap(value => (value.kind === 'histogram' ? [value] : []));
      const weights = counts.filter(({ tag }) => tag === 'weights/layer1');
      expect(weights.map(({ step }) => step)).toEqual([0, run.steps]);
      const { fanIn, fanOut } = run.initial[0];
      expect(weights[0].buckets.filter((_, i) => i % 3 === 2).reduce((a, b) => a + b, 0)).toBe(
        fanIn * fanOut,
      );
      const logarithmic = counts.filter(({ tag }) => tag === 'grad_log10/layer1');
      expect(logarithmic).toHaveLength(series.grad_histogram ? step.length : 0);
    });
  },
);

/** The values, each as it is or rounded to float32, but never made 0 or infinite by that. */
function expectRounded(values: readonly number[], expected: ArrayLike<number>): void {
  const wanted = Array.from(expected);
  const rounded = wanted.map(Math.fround);
  const isLost = wanted.some(
    (value, i) => Number.isFinite(value) && value !== 0 && (rounded[i] === 0 || !Number.isFinite(rounded[i])),
  );
  expect(values).toEqual(isLost ? wanted : rounded);
}

describe('arrays that are not of the experiment', async () => {
  const { experiment, run } = trained(documents.spiral);
  const arrays = readNpz(await written('npz', trained(documents.spiral)));
  test.each([
    ['without W2', { ...arrays, W2: undefined }, 'a.npz, byte 0: expected an array W2, got none'],
    [
      'with other widths',
      { ...arrays, b1: { shape: [5], values: new Float64Array(5) } },
      'a.npz/b1.npy, byte 51: expected the shape [6], got [5]',
    ],
    [
      'with a W3 of one axis',
      { ...arrays, W3: { shape: [15], values: new Float64Array(15) } },
      'a.npz/W3.npy, byte 51: expected an axis 1, got [15]',
    ],
  ])('%s are refused', (_, broken, says) => {
    const entries = Object.entries(broken).filter(([, array]) => array !== undefined);
    const read = readNpz(writeNpz(Object.fromEntries(entries) as typeof arrays), 'a.npz');
    expect(() => runFromArrays(read, experiment, 0, run, { file: 'a.npz' })).toThrow(says);
  });
});
