import { parseExperiment, Trainer } from 'gradscope';
import { expect, test } from 'vitest';
import { lastOf } from '../session/timeline.ts';
import { readUrlState } from '../state/urlState.ts';
import { labHash } from './labHash.ts';
import { FIRST_PLAN } from './mapFields.ts';
import { sweepOf } from './mapPlan.ts';

const opened = (hash: string) => {
  const { state, complaints } = readUrlState(hash);
  expect(complaints).toEqual([]);
  return { ...state, experiment: lastOf(state.run) };
};

test('a network of the first map opens in the lab at its last step without an empty view, with the bits it has on the map', () => {
  const experiment = sweepOf(FIRST_PLAN, '16', 0.1).experimentAt(100);
  const { open, step, experiment: inLab } = opened(labHash(experiment, ''));
  expect(open).not.toContain('regions');
  expect(step).toBe(500);
  const trained = [experiment, inLab].map(each => {
    const trainer = new Trainer(each, 0);
    trainer.advance(500);
    return trainer.run();
  });
  expect(trained[1].final).toEqual(trained[0].final);
  for (const name of ['grad_mean', 'delta_norm', 'ledger_weights'])
    expect(Object.keys(trained[1].history.series)).toContainEqual(expect.stringMatching(name));
});

test.each([
  ['xor', { kind: 'xor', samples: 8 }, true],
  ['a curve', { kind: 'curve', samples: 8 }, true],
  ['values of two features', { kind: 'normals', samples: 8, features: 2 }, false],
  ['iris', { kind: 'iris' }, false],
] as const)('of %s the plane is opened only if there is one', (_, data, isDrawn) => {
  const experiment = parseExperiment({
    data,
    networks: [{ name: 'net', hidden: [3], activation: 'tanh', init: 'glorotNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 50_000 },
  });
  const { open, experiment: inLab } = opened(labHash(experiment, ''));
  expect(open.includes('regions')).toBe(isDrawn);
  expect(inLab.record.every).toBe(50);
});
