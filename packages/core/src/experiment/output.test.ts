import { describe, expect, test } from 'vitest';
import type { Table } from '../data/table.ts';
import { ExperimentError } from './experimentError.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';
import { trainBatch } from './trainBatch.ts';
import { Trainer } from './trainer.ts';

const rows = Array.from({ length: 40 }, (_, i) => i / 20 - 1);
const table: Table = [
  { name: 'x', width: 1, values: Float64Array.from(rows) },
  { name: 'a', width: 1, values: Float64Array.from(rows, x => x * x) },
  { name: 'b', width: 1, values: rows.map(x => String(0.5 - 0.5 * x)) },
  { name: 'kind', width: 1, values: rows.map(x => (x > 0 ? 'up' : 'down')) },
];

function experimentWith({ data = {}, network = {}, training = {} }) {
  return parseExperiment({
    data: { kind: 'table', file: 'rows.csv', features: ['x'], target: ['a', 'b'], ...data },
    networks: [{ name: 'net', hidden: [8], activation: 'tanh', init: 'glorotNormal', ...network }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.3 }, steps: 400, ...training },
  });
}

function finalLoss(parts: Parameters<typeof experimentWith>[0]): number {
  const trainer = new Trainer(experimentWith(parts), 0, { table });
  trainer.advance(401);
  return trainer.run().loss;
}

describe('several target columns', () => {
  test('stand side by side, text that holds numbers too, in the order they are named', () => {
    const { data, networks } = prepare(experimentWith({ data: { target: ['b', 'a'] } }), table);
    expect(data).toMatchObject({ outputs: 2, features: 1 });
    expect(Array.from((data as { targets: Float64Array }).targets.slice(0, 4))).toEqual([
      1,
      1,
      0.5 - 0.5 * rows[1],
      rows[1] ** 2,
    ]);
    expect(networks[0].layers.at(-1)!.width).toBe(2);
  });

  test('are no features, and are learned together', () => {
    expect(() => prepare(experimentWith({ data: { features: 'all' } }), table)).toThrow(/column "kind"/);
    expect(finalLoss({})).toBeLessThan(0.02);
  });

  test('are held out, standardized and lack values like one', () => {
    const holes = table.map(column =>
      column.name === 'b' ? { ...column, values: rows.map(x => (x > 0.9 ? '' : String(x))) } : column,
    );
    const data = { missing: 'drop', test: 0.25, standardizeTargets: true };
    const made = prepare(experimentWith({ data }), holes).data as { targets: Float64Array; samples: number };
    expect(made.samples).toBe(Math.floor(0.75 * rows.filter(x => x <= 0.9).length));
    const second = made.targets.filter((_, i) => i % 2 === 1);
    expect(second.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
  });

  test.each([
    [{ target: ['a', 'a'] }, 'data: target: expected each column once, got "a" again'],
    [{ target: ['a', 'q'] }, 'data: target: expected a column of the table (x, a, b, kind), got "q"'],
    [{ target: ['a', 'x'] }, 'data: features: expected each column once, and not the target, got "x"'],
    [
      { target: ['a', 'b'], task: 'classification' },
      'data: target: expected one column of classes, got 2 in "a, b"',
    ],
  ])('%j is refused', (data, message) => {
    expect(() => prepare(experimentWith({ data }), table)).toThrow(new ExperimentError(message));
  });

  test('an empty list is refused', () => {
    expect(() => experimentWith({ data: { target: [] } })).toThrow(
      'data.target: expected a column or a list of at least one column, got an empty list',
    );
  });
});

describe('an output activation', () => {
  test('is what the output layer has, and none by default, so that settings of old runs stay as they were', () => {
    expect(experimentWith({}).networks[0]).not.toHaveProperty('output');
    const activations = (network: object) =>
      prepare(experimentWith({ network }), table).networks[0].layers.map(layer => layer.activation.kind);
    expect(activations({})).toEqual(['tanh', 'identity']);
    expect(activations({ output: {} })).toEqual(['tanh', 'identity']);
    expect(activations({ output: { activation: 'softmax' } })).toEqual(['tanh', 'softmax']);
  });

  test('bounds what can be learned: a sigmoid learns shares, a ReLU no negative targets', () => {
    const negative = table.map(column =>
      column.name === 'a' ? { ...column, values: Float64Array.from(rows, x => -1 - x) } : column,
    );
    const target = 'a';
    const lossOf = (activation: string) => {
      const network = { output: { activation } };
      const trainer = new Trainer(experimentWith({ data: { target }, network }), 0, { table: negative });
      trainer.advance(401);
      return trainer.run().loss;
    };
    expect(lossOf('identity')).toBeLessThan(0.01);
    expect(lossOf('relu')).toBeGreaterThan(1);
    expect(finalLoss({ network: { output: { activation: 'sigmoid' } } })).toBeLessThan(0.05);
  });

  test.each([
    ['sigmoid', 'binaryCrossEntropy'],
    ['identity', 'binaryCrossEntropyWithLogits'],
    ['softmax', 'crossEntropy'],
    ['tanh', 'huber'],
    ['relu', 'meanAbsoluteError'],
    ['sigmoid', 'meanSquaredError'],
  ])('%s before %s: a run in a batch of runs has the bits of one alone', (activation, loss) => {
    const experiment = experimentWith({
      data: { target: 'kind' },
      network: { output: { activation } },
      training: { loss },
    });
    const trainer = new Trainer(experiment, 0, { table });
    trainer.advance(401);
    const alone = trainer.run();
    const [first, second] = trainBatch([
      { experiment, table },
      { experiment, table },
    ]);
    expect([first.loss, first.accuracy]).toEqual([alone.loss, alone.accuracy]);
    expect(second.loss).toBe(alone.loss);
    expect(alone.loss).toBeLessThan(alone.history.loss[0]);
  });

  test('another is refused', () => {
    expect(() => experimentWith({ network: { output: { activation: 'gelu' } } })).toThrow(
      'networks[0].output.activation: expected "identity" or "sigmoid" or "relu" or "tanh" or "softmax", got "gelu"',
    );
    expect(() => experimentWith({ network: { output: 'sigmoid' } })).toThrow(
      'write output: { activation: sigmoid }',
    );
    expect(() => experimentWith({ network: { outputActivation: 'tanh' } })).toThrow(
      'write output: { activation: tanh }',
    );
  });
});

describe('a loss that does not go with the targets is refused', () => {
  test.each([
    [
      { target: 'b' },
      'crossEntropy',
      'training.loss: expected meanSquaredError, since table has values to predict, not classes, got crossEntropy',
    ],
    [
      { target: 'x', features: ['a'] },
      'binaryCrossEntropy',
      'training.loss: expected meanSquaredError, since table has targets outside 0 … 1, such as -1, got binaryCrossEntropy',
    ],
  ])('%j with %s', (data, loss, message) => {
    expect(() => prepare(experimentWith({ data, training: { loss } }), table)).toThrow(
      new ExperimentError(message),
    );
  });

  test('also if only rows held out are beyond', () => {
    const odd = table.map(column =>
      column.name === 'a'
        ? { ...column, values: Float64Array.from(rows, (_, i) => (i === 0 ? 7 : 0.5)) }
        : column,
    );
    const data = { target: 'a', task: 'regression' };
    for (const seed of [0, 1, 2, 3]) {
      const experiment = {
        ...experimentWith({ data: { ...data, test: 0.5 }, training: { loss: 'binaryCrossEntropy' } }),
        seed,
      };
      expect(() => prepare(experiment, odd)).toThrow('targets outside 0 … 1, such as 7');
    }
  });
});
