import { expandSweep } from 'gradscope';
import { expect, test } from 'vitest';
import { questionsOf } from './theoryReader.ts';

const sweep = expandSweep({
  data: { kind: 'xor', samples: 8 },
  networks: [
    {
      name: 'net',
      hidden: { layers: 3, width: 4 },
      activation: 'tanh',
      init: { kind: 'meanField', sigmaW: 1, sigmaB: 0.1 },
    },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 1 }, steps: 2 },
  sweep: {
    axes: [
      { path: 'training.optimizer.stepSize', list: [0.2, -1, 0.1] },
      { path: 'networks[0].hidden.layers', list: [2, 4] },
      { path: 'networks[0].init.sigmaW', list: [1, 2] },
    ],
  },
});

test('a map without an experiment keeps its place among the others', () => {
  const questions = questionsOf(sweep, { x: 2, y: 1, facet: 0, others: [0, 0, 0] });
  expect(questions.map(({ experiment }) => experiment?.training.optimizer.stepSize)).toEqual([
    0.2,
    undefined,
    0.1,
  ]);
});

test('nothing is asked of other axes', () => {
  expect(questionsOf(sweep, { x: 2, y: 0, others: [0, 0, 0] })).toEqual([]);
  expect(questionsOf(sweep, { x: 2, y: undefined, others: [0, 0, 0] })).toEqual([]);
});
