import { describe, expect, test } from 'vitest';
import { createEngine, layersOf, smallNetwork } from '../../test/support/networks.ts';
import type { EngineName, Precision } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';
import { totalLoss, train } from '../training/train.ts';
import { firstRows, type Series, seriesNamed } from './history.ts';
import { type ProbeName, seriesColumns } from './index.ts';
import { Recorder } from './recorder.ts';

const HIDDEN = [4, 3];
const settings = { optimizer: { kind: 'sgd', stepSize: 0.5 }, l2: 0.01, steps: 12 } as const;

interface Options {
  readonly probes?: readonly ProbeName[];
  readonly engine?: EngineName;
  readonly precision?: Precision;
  readonly every?: number;
}

/** Trains 12 steps, records every one or `every`, and measures each recorded one the plain way. */
function record({
  probes = ['gradient', 'neuron'],
  engine = 'wasm',
  precision = 'float64',
  every = 1,
}: Options) {
  const network = smallNetwork(createEngine(engine, precision), 'sigmoid', HIDDEN);
  const recorder = new Recorder(network, probes, 12);
  const plain: Plain[] = [];
  for (const step of train(network, settings)) {
    if (step.index % every !== 0) continue;
    const loss = totalLoss(step, settings.l2);
    recorder.record(step, loss);
    plain.push({ ...measure(network), loss, accuracy: step.correct / 21 });
  }
  return { history: recorder.history(), plain };
}

type Plain = Readonly<Record<string, readonly number[] | number>>;

/** Every series as it is defined, from dW in float64. */
function measure({ layers }: Network): Plain {
  const perLayer = (f: (dW: number[], rows: number, columns: number) => number) =>
    layers.map(({ dW }) => f([...dW.values].map(Math.abs), dW.rows, dW.columns));
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    grad_l1: perLayer(sum),
    grad_l2: perLayer(dW => Math.sqrt(sum(dW.map(d => d * d)))),
    grad_max: perLayer(dW => Math.max(...dW)),
    grad_mean: perLayer((dW, rows, columns) => sum(dW) / (rows * columns)),
    notebook_heuristic: perLayer((dW, rows, columns) => sum(dW) / (rows + columns)),
    grad_neuron: layers.flatMap(({ dW }) =>
      Array.from({ length: dW.columns }, (_, j) =>
        sum([...dW.values].map(Math.abs).filter((_, i) => i % dW.columns === j)),
      ),
    ),
  };
}

describe.each(['wasm', 'reference'] as const)('%s', engine => {
  test.each([
    ['float64', 1e-13],
    ['float32', 1e-6],
  ] as const)(
    'every series against the plain computation: relative error < 1e-13 in float64, 1e-6 in float32: %s',
    (precision, bound) => {
      const { history, plain } = record({ engine, precision });
      expect(Object.keys(history.series).sort()).toEqual(
        Object.keys(plain[0])
          .filter(name => name.includes('_'))
          .sort(),
      );
      for (const [name, { columns, values }] of Object.entries(history.series)) {
        const expected = plain.flatMap(row => row[name] as number[]);
        expect(values.length, name).toBe(expected.length);
        expect(columns, name).toBe(name === 'grad_neuron' ? 10 : 3);
        for (const [i, value] of expected.entries()) {
          expect(Math.abs(values[i] / value - 1), `${name} ${i}`).toBeLessThan(bound);
        }
      }
      expect([...history.loss]).toEqual(plain.map(({ loss }) => loss));
      expect([...history.accuracy]).toEqual(plain.map(({ accuracy }) => accuracy));
    },
  );
});

test('records the steps it is given: every third has the rows of the whole', () => {
  const whole = record({}).history;
  const third = record({ every: 3 }).history;
  expect([...third.step]).toEqual([0, 3, 6, 9]);
  expect([...third.loss]).toEqual([0, 3, 6, 9].map(row => whole.loss[row]));
  for (const [name, { columns, values }] of Object.entries(third.series)) {
    const rows = [0, 3, 6, 9].map(row => [
      ...seriesNamed(whole, name)!.values.subarray(row * columns, (row + 1) * columns),
    ]);
    expect([...values], name).toEqual(rows.flat());
  }
});

test('both engines record the same bits in float64', () => {
  expect(record({ engine: 'wasm' }).history).toEqual(record({ engine: 'reference' }).history);
});

test('records only what is asked for, and loss and accuracy always', () => {
  expect(Object.keys(record({ probes: [] }).history.series)).toEqual([]);
  expect(Object.keys(record({ probes: ['loss'] }).history.series)).toEqual([]);
  expect(Object.keys(record({ probes: ['neuron'] }).history.series)).toEqual(['grad_neuron']);
  expect(record({ probes: [] }).history.loss.length).toBe(12);
});

test('the neurons of a layer share out its grad_l1', () => {
  const { series } = record({}).history;
  const { grad_l1, grad_neuron } = series as Record<'grad_l1' | 'grad_neuron', Series>;
  const ofFirstLayer = grad_neuron.values.subarray(0, 4).reduce((a, b) => a + b, 0);
  expect(ofFirstLayer / grad_l1.values[0] - 1).toBeCloseTo(0, 13);
});

test.each([
  [['loss'], {}],
  [['gradient'], { grad_l1: 3, grad_l2: 3, grad_max: 3 }],
  [['neuron', 'neuron'], { grad_neuron: 10 }],
  [['gradient', 'neuron'], { grad_l1: 3, grad_l2: 3, grad_max: 3, grad_neuron: 10 }],
] as const)('%s are known to record %j before there is a network', (probes, columns) => {
  const settings = layersOf([2, ...HIDDEN, 3], { kind: 'sigmoid' });
  expect(seriesColumns(probes, settings)).toEqual(columns);
});

test('the first rows of a history are copies', () => {
  const { history } = record({});
  const first = firstRows(history, 2);
  expect([...first.step]).toEqual([0, 1]);
  expect(first.series.grad_neuron!.values).toEqual(history.series.grad_neuron!.values.slice(0, 20));
  first.loss.fill(0);
  expect(history.loss[0]).toBeGreaterThan(0);
});

test('appends to an earlier history', () => {
  const whole = record({}).history;
  const network = smallNetwork(createEngine('wasm'), 'sigmoid', HIDDEN);
  const recorder = new Recorder(network, ['gradient', 'neuron'], 12, firstRows(whole, 5));
  for (const step of train(network, settings))
    if (step.index >= 5) recorder.record(step, totalLoss(step, settings.l2));
  expect(recorder.history()).toEqual(whole);
});

test('what is taken as it goes adds up to the whole history, in the room of one row', () => {
  const whole = record({}).history;
  const network = smallNetwork(createEngine('wasm'), 'sigmoid', HIDDEN);
  const recorder = new Recorder(network, ['gradient', 'neuron'], 12);
  const taken: number[] = [];
  for (const step of train(network, settings)) {
    recorder.record(step, totalLoss(step, settings.l2));
    const rows = recorder.take(step.index);
    taken.push(...rows.series.grad_l1!.values);
    expect(recorder.history().step).toEqual(Int32Array.of(step.index));
  }
  expect([...taken, ...recorder.take(Number.POSITIVE_INFINITY).series.grad_l1!.values]).toEqual([
    ...whole.series.grad_l1!.values,
  ]);
});

test('more rows than there is room for at first are all kept', () => {
  const network = smallNetwork(createEngine('wasm'), 'sigmoid', HIDDEN);
  const recorder = new Recorder(network, ['gradient'], 3000);
  const losses: number[] = [];
  for (const step of train(network, { ...settings, steps: 3000 })) {
    losses.push(step.dataLoss);
    recorder.record(step, step.dataLoss);
  }
  const { step, loss, series } = recorder.history();
  expect([...loss]).toEqual(losses);
  expect(step.at(-1)).toBe(2999);
  expect(series.grad_l1!.values.length).toBe(9000);
});
