import { type Experiment, parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { DEFAULT_URL_STATE, readUrlState } from '../state/urlState.ts';
import { DEPTHS, deepSigmoid, NOTEBOOK_PAIR, REMEDIES, SUGGESTIONS } from './experiments.ts';
import { labHash } from './labLink.ts';
import { LENGTHS, MEMORIES, type Memory, whisper } from './whisper.ts';

const all: readonly (readonly [string, Experiment])[] = [
  ['notebook', NOTEBOOK_PAIR],
  ...[DEPTHS.from, DEPTHS.to].flatMap(depth => [
    [`${depth} layers`, deepSigmoid(depth)] as const,
    ...REMEDIES.map(({ title, of }) => [`${title}, ${depth} layers`, of(depth)] as const),
  ]),
  ...(Object.keys(MEMORIES) as Memory[]).map(memory => [memory, whisper(LENGTHS.from, memory)] as const),
  ...SUGGESTIONS.map(({ question, experiment }) => [question, experiment] as const),
];

test.each(all)('%s: is what parseExperiment makes of it, bit for bit', (_, experiment) => {
  expect(parseExperiment(experiment)).toEqual(experiment);
});

test.each(all)('%s: its link opens the same experiment and views, without complaint', (_, experiment) => {
  const { state, complaints } = readUrlState(labHash(experiment, ['ledger', 'layers']));
  expect(complaints).toEqual([]);
  expect(state).toEqual({
    ...DEFAULT_URL_STATE,
    run: [{ from: 0, experiment }],
    open: ['ledger', 'layers'],
  });
});

test('the pair is what the lab opens with, and needs no link', () => {
  expect(NOTEBOOK_PAIR).toEqual(DEFAULT_URL_STATE.run[0].experiment);
  expect(labHash(NOTEBOOK_PAIR)).toBe('');
});

test('a remedy changes nothing but the network, or the optimizer', () => {
  const { networks, training, ...others } = deepSigmoid(8);
  for (const { of } of REMEDIES) {
    const changed = of(8);
    expect(changed).toMatchObject(others);
    expect(changed.networks[0].hidden).toEqual(networks[0].hidden);
    expect({ ...changed.training, optimizer: training.optimizer }).toEqual(training);
  }
});
