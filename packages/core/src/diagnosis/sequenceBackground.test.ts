import { expect, test } from 'vitest';
import type { AnyDataset } from '../data/dataset.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { prepare } from '../experiment/prepare.ts';
import { type Background, backgroundOf } from './background.ts';
import { isMismatch, neighbourScore } from './neighbours.ts';

const experimentOn = (data: object, hidden: readonly object[]) =>
  parseExperiment({
    data,
    networks: [{ name: 'a', hidden, activation: 'tanh', init: 'glorotNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10, batch: 20 },
  } as never);
const background = (data: object, hidden: readonly object[]): Background =>
  backgroundOf(experimentOn(data, hidden), 0);

const recurrent = { kind: 'recurrent', cell: 'tanh', width: 4 };
const last = { kind: 'pool', how: 'last' };

test('nearest neighbours say nothing of sequences: the adding problem would be called a mismatch', () => {
  const adding = { kind: 'adding', samples: 300, length: 50 };
  const { axes: _, ...flat } = prepare(experimentOn(adding, [recurrent, last])).data;
  expect(isMismatch(neighbourScore(flat as AnyDataset))).toBe(true);
  expect(isMismatch(background(adding, [recurrent, last]).neighbours)).toBe(false);
});

test('the size of tokens means nothing to an embedding, and is that of a channel elsewhere', () => {
  const tokens = { kind: 'modular', modulus: 31, tokens: 'number' };
  const embedding = { kind: 'embedding', width: 4, vocabulary: 32 };
  expect(background(tokens, [embedding, last]).scale.inputs).toBeNull();
  const { inputs } = background({ kind: 'adding', samples: 300, length: 20 }, [recurrent, last]).scale;
  // A uniform number, and a mark at 2 of 20 positions.
  expect(inputs!.smallest).toBeCloseTo(Math.sqrt(1 / 12), 1);
  expect(inputs!.largest).toBeCloseTo(0.3, 1);
});
