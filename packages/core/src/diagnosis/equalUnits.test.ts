import { expect, test } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { runTrial } from './trial.ts';

/** The shares of units that differ from all others, after some steps. */
function distinctOf(data: object, hidden: readonly object[], init: unknown): readonly number[] {
  const experiment = parseExperiment({
    seed: 1,
    data,
    networks: [{ name: 'net', hidden, activation: 'tanh', init }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, batch: 10, steps: 4 },
  } as never);
  return runTrial({ experiment, index: 0, steps: 4, examined: true }).examination!.distinct;
}

const SEQUENCES = { kind: 'recall', samples: 20, length: 4, symbols: 4 };
const EQUAL = { kind: 'constant', value: 0.1 };
const LAST = { kind: 'pool', how: 'last' };
const FLAT = { kind: 'pool', how: 'flatten' };

test.each(['tanh', 'lstm', 'gru'])('units of a recurrent layer that start equal stay equal: %s', cell => {
  const layer = { kind: 'recurrent', cell, width: 5 };
  expect(distinctOf(SEQUENCES, [{ ...layer, recurrentInit: EQUAL }, LAST], EQUAL)[0]).toBe(0.2);
  // What a unit takes from itself stands on the diagonal: that makes no difference between units.
  expect(distinctOf(SEQUENCES, [{ ...layer, recurrentInit: 'identity' }, LAST], EQUAL)[0]).toBe(0.2);
  expect(distinctOf(SEQUENCES, [layer, LAST], 'glorotUniform')[0]).toBe(1);
});

test('so do channels of a convolution', () => {
  const hidden = [
    { kind: 'convolution', channels: 4, kernel: 2 },
    { kind: 'convolution', channels: 4, kernel: 2 },
    FLAT,
  ];
  expect(distinctOf(SEQUENCES, hidden, EQUAL)[0]).toBe(0.25);
  expect(distinctOf(SEQUENCES, hidden, 'heNormal').slice(0, 2)).toEqual([1, 1]);
});
