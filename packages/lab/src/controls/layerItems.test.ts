import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { tryExperiment } from '../state/edits.ts';
import { changedKind, groupsOf, itemsOf, kindOptions, shownSettings } from './layerItems.ts';
import { withEnds, withoutEarlyPool } from './withEnds.ts';

const experimentOf = (data: object, hidden: readonly unknown[]) => ({
  data,
  networks: [{ name: 'net', hidden, activation: 'tanh', init: 'glorotUniform' }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
});
const adding = { kind: 'adding', samples: 10, length: 8 };

test('every kind of layer, chosen in place of another, is a layer of its kind with all settings it must have', () => {
  const parsed = kindOptions().map(([kind]) => {
    const data = kind === 'embedding' ? { kind: 'recall', samples: 10, tokens: 'number' } : adding;
    // A block adds what comes in: two channels.
    const tried = tryExperiment(withEnds(experimentOf(data, [changedKind(2, kind), 3]) as never));
    return [kind, 'complaint' in tried ? tried.complaint : 'fits'];
  });
  const attention = 'networks[0].hidden[0].heads: expected a divisor of the 2 channels, got 4';
  expect(parsed.filter(([, said]) => said !== 'fits')).toEqual([['attention', attention]]);
});

test('a setting that does not matter with the other values has no control', () => {
  const [lstm, tanh] = ['lstm', 'tanh'].map(cell =>
    parseExperiment(experimentOf(adding, [{ kind: 'recurrent', cell, width: 4 }, { kind: 'pool' }])),
  );
  const namesOf = ({ networks }: typeof lstm) => shownSettings(networks[0].hidden[0]).map(([name]) => name);
  expect(namesOf(lstm)).toEqual(['cell', 'recurrentInit', 'forgetBias', 'truncate']);
  expect(namesOf(tanh)).toEqual(['cell', 'recurrentInit', 'truncate']);
});

test('equal layers one after the other are one group, and come out as they went in', () => {
  const items = [3, 3, { kind: 'pool' }, 3];
  expect(groupsOf(items).map(({ count }) => count)).toEqual([2, 1, 1]);
  expect(itemsOf(groupsOf(items))).toEqual(items);
});

test.each([
  ['a dense network sees all positions at once', adding, [4], [{ how: 'flatten' }, 4]],
  [
    'a recurrence answers at its last position',
    adding,
    [{ kind: 'recurrent', width: 4 }],
    [{}, { how: 'last' }],
  ],
  [
    'each position has an answer: no pooling',
    { kind: 'copy', samples: 10 },
    [
      { kind: 'recurrent', width: 4 },
      { kind: 'pool', how: 'last' },
    ],
    [{ kind: 'recurrent' }],
  ],
])('pooling follows from the data: %s', (_, data, hidden, ended) => {
  const tried = tryExperiment(withEnds(experimentOf(data, hidden) as never));
  expect(tried).not.toHaveProperty('complaint');
  const { experiment } = tried as { experiment: ReturnType<typeof parseExperiment> };
  expect(experiment.networks[0].hidden).toHaveLength(ended.length);
  expect(experiment.networks[0].hidden).toMatchObject(ended);
});

test('if a dense layer becomes a recurrence, the pooling before it goes', () => {
  const recurrent = changedKind(4, 'recurrent');
  const pool = { kind: 'pool', how: 'flatten' };
  expect(withoutEarlyPool([pool, recurrent])).toEqual([recurrent]);
  expect(withoutEarlyPool([pool, 4])).toEqual([pool, 4]);
});
