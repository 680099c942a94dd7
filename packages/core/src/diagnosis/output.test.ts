import { describe, expect, test } from 'vitest';
import type { Table } from '../data/table.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { describeVerdict } from './describe.ts';
import { diagnose } from './diagnosis.ts';
import { fixedExperiment } from './fixedExperiment.ts';

const column = (name: string, values: readonly number[]) => ({
  name,
  width: 1,
  values: Float64Array.from(values),
});
const xs = Array.from({ length: 100 }, (_, i) => i / 50 - 1);
const line = (targetOf: (x: number) => number): Table => [column('x', xs), column('y', xs.map(targetOf))];
const data = { kind: 'table', file: 'rows.csv', target: 'y', task: 'regression' };
const bits: Table = [column('p', [0, 0, 1, 1]), column('q', [0, 1, 0, 1]), column('y', [0, 1, 1, 0])];

const outputCases: Record<string, { experiment: object; table?: Table }> = {
  xorAbsolute: {
    table: bits,
    experiment: {
      data,
      networks: [
        {
          name: 'net',
          hidden: [4],
          activation: 'sigmoid',
          init: 'glorotUniform',
          output: { activation: 'sigmoid' },
        },
      ],
      training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, loss: 'meanAbsoluteError', steps: 2000 },
    },
  },
  large: {
    table: line(x => 50 + 50 * x),
    experiment: {
      data,
      networks: [
        {
          name: 'net',
          hidden: [16],
          activation: 'relu',
          init: 'heNormal',
          output: { activation: 'sigmoid' },
        },
      ],
      training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 1000 },
    },
  },
  negative: {
    table: line(x => 2 * x - 1),
    experiment: {
      data,
      networks: [{ name: 'net', hidden: [], init: 'glorotUniform', output: { activation: 'relu' } }],
      training: { optimizer: { kind: 'sgd', stepSize: 0.05 }, steps: 500 },
    },
  },
  linearClasses: {
    experiment: {
      data: { kind: 'iris', standardize: true },
      networks: [{ name: 'net', hidden: [], init: 'glorotUniform', output: { activation: 'sigmoid' } }],
      training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, loss: 'meanSquaredError', steps: 200 },
    },
  },
  oneUnit: {
    table: line(x => (x > 0.3 ? 1 : 0)),
    experiment: {
      data,
      networks: [
        {
          name: 'net',
          hidden: [8],
          activation: 'tanh',
          init: 'glorotUniform',
          output: { activation: 'softmax' },
        },
      ],
      training: { optimizer: { kind: 'adam', stepSize: 0.01 }, loss: 'binaryCrossEntropy', steps: 500 },
    },
  },
  logits: {
    table: line(x => (x > 0.3 ? 1 : 0)),
    experiment: {
      data,
      networks: [
        {
          name: 'net',
          hidden: [8],
          activation: 'tanh',
          init: 'glorotUniform',
          output: { activation: 'relu' },
        },
      ],
      training: { optimizer: { kind: 'adam', stepSize: 0.01 }, loss: 'binaryCrossEntropy', steps: 500 },
    },
  },
  healthy: {
    table: line(x => (x > 0.3 ? 1 : 0)),
    experiment: {
      data,
      networks: [
        {
          name: 'net',
          hidden: [8],
          activation: 'tanh',
          init: 'glorotUniform',
          output: { activation: 'sigmoid' },
        },
      ],
      training: { optimizer: { kind: 'adam', stepSize: 0.03 }, loss: 'binaryCrossEntropy', steps: 800 },
    },
  },
};

const verdictOf = (name: string) => {
  const { experiment, table } = outputCases[name];
  const parsed = parseExperiment(experiment);
  return { parsed, verdict: diagnose(parsed, 0, { table, seeds: 2 }) };
};

describe('an output that holds the network back is named first, and fixed', () => {
  test.each([
    ['large', 'it gives 0 to 1, and the targets go from 0 to 99', 'output.activation: identity'],
    ['negative', 'it gives at least 0, and the targets go from', 'output.activation: identity'],
    ['oneUnit', 'the softmax of one unit is 1', 'output.activation: sigmoid'],
    [
      'logits',
      'the loss takes probabilities, and gets scores',
      'loss: binaryCrossEntropyWithLogits, output.activation: identity',
    ],
  ])('%s', (name, said, change) => {
    const { parsed, verdict } = verdictOf(name);
    expect(verdict.symptoms[0].kind).toBe('output');
    expect(describeVerdict(verdict)[1]).toContain(said);
    expect(verdict.remedies.filter(one => one.proven).map(one => one.change.text)).toContain(change);
    const { experiment, fixed } = fixedExperiment(parsed, [verdict]);
    expect(fixed.length).toBe(1);
    expect(diagnose(experiment, 0, { table: outputCases[name].table, remedies: false }).state).toBe(
      'healthy',
    );
  });
});

test('a linear network on classes by squared error behind a sigmoid is held back by it', () => {
  const { verdict } = verdictOf('linearClasses');
  expect([verdict.state, verdict.symptoms[0].kind]).toEqual(['heldBack', 'output']);
  expect(verdict.remedies[0].proven).toBe(true);
});

test('XOR by absolute error behind a sigmoid needs another loss and larger steps, which a pair proves', () => {
  const { verdict } = verdictOf('xorAbsolute');
  expect(verdict.state).toBe('faulty');
  expect(verdict.remedies[0]).toMatchObject({ proven: true });
  expect(verdict.remedies[0].change.text).toContain('loss: meanSquaredError');
});

test('a sigmoid before binary cross-entropy that learns is healthy', () => {
  expect(verdictOf('healthy').verdict.state).toBe('healthy');
});
