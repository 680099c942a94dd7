import { expect, test } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { Diagnosis, type Verdict } from './diagnosis.ts';
import { remediesFor } from './remedies/remediesFor.ts';
import { runTrial } from './trial.ts';

const LENGTH = 25;

/** Networks that have to say which of 4 tokens came first, 25 positions later. */
function experimentOf(layer: object, training: object = {}) {
  return parseExperiment({
    seed: 1,
    data: { kind: 'recall', samples: 300, length: LENGTH, symbols: 4 },
    networks: [
      {
        name: 'net',
        hidden: [
          { kind: 'recurrent', width: 16, ...layer },
          { kind: 'pool', how: 'last' },
        ],
        activation: 'tanh',
        init: 'glorotUniform',
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.01 }, batch: 50, steps: 300, ...training },
  });
}

function verdictOf(experiment: ReturnType<typeof experimentOf>): Verdict {
  const diagnosis = new Diagnosis(experiment, 0, { remedies: false });
  for (let trials = diagnosis.next(); trials.length > 0; trials = diagnosis.next()) {
    diagnosis.take(trials.map(trial => runTrial(trial)));
  }
  return diagnosis.verdict()!;
}

const SMALL = { kind: 'uniform', limit: 0.1 };

test('a signal that small recurrent weights lose on its way to the first position is vanishing through time', () => {
  const experiment = experimentOf({ cell: 'tanh', recurrentInit: SMALL });
  const { state, symptoms } = verdictOf(experiment);
  expect(state).toBe('faulty');
  expect(symptoms[0]).toMatchObject({
    kind: 'vanishing',
    axis: 'time',
    layers: [1, 1],
    timeSteps: [1, LENGTH],
  });
  const texts = remediesFor(experiment, 0, symptoms.slice(0, 1), true).map(({ change }) => change.text);
  expect(texts.slice(0, 3)).toEqual(['cell: lstm, forgetBias 1', 'cell: gru', 'recurrentInit: orthogonal']);
});

test('one that large recurrent weights multiply is exploding through time', () => {
  const { symptoms } = verdictOf(
    experimentOf(
      { cell: 'relu', recurrentInit: { kind: 'orthogonal', gain: 4 } },
      { optimizer: { kind: 'sgd', stepSize: 0.1 } },
    ),
  );
  expect(symptoms[0]).toMatchObject({ kind: 'exploding', axis: 'time', layers: [1, 1] });
});

test('a gated network that learns has no symptom, whatever its signal at the start', () => {
  expect(verdictOf(experimentOf({ cell: 'gru' })).symptoms).toEqual([]);
});
