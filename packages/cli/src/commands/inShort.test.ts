import { parseExperiment, prepare, Trainer } from 'gradscope';
import { expect, it } from 'vitest';
import type { Outcome } from '../outcome.ts';
import { inShort } from './inShort.ts';

const network = { hidden: [6, 6, 6], init: { kind: 'normal', std: 0.1 } };

function trained(networks: readonly object[], record: object): Outcome {
  const experiment = parseExperiment({
    data: { kind: 'blobs', samples: 30, centers: 3, std: 0.1 },
    networks,
    training: { optimizer: { kind: 'adam', stepSize: 0.05 }, steps: 100 },
    record,
  });
  const runs = networks.map((_, i) => {
    const trainer = new Trainer(experiment, i);
    while (!trainer.done) trainer.advance(100);
    return { ...trainer.run(), seconds: 1 };
  });
  const { data } = prepare(experiment);
  return { experiment, table: undefined, data, runs, startedAt: new Date(0), seconds: 1 };
}

it('says what each network came to, and which command says why one has not learned', () => {
  const networks = [
    { ...network, name: 'sigmoid', hidden: { layers: 12, width: 6 }, activation: 'sigmoid' },
    { ...network, name: 'he', activation: 'relu', init: 'heNormal' },
  ];
  const [head, sigmoid, he, hint, ...more] = inShort(trained(networks, { every: 1 }), 'a b.yaml').split('\n');
  expect(head).toBe('network  final loss  right  first layer’s gradient at the start');
  expect(sigmoid).toMatch(/^sigmoid +1\.\d{4} +\d+ % {2}1\/.+ of the last layer’s$/);
  expect(he).toMatch(/^he +\S.* +100 % {2}.+ the last layer’s$/);
  expect(hint).toBe("Less than half learned: sigmoid. Why, and what helps: gradscope diagnose 'a b.yaml'");
  expect(more).toEqual(['']);
});

it('has a dash where nothing was recorded before the first update, and no hint where all have learned', () => {
  const text = inShort(
    trained([{ ...network, name: 'he', activation: 'relu', init: 'heNormal' }], { every: [5] }),
    'a',
  );
  expect(text.split('\n')).toEqual([expect.any(String), expect.stringMatching(/100 % {2}–$/), '']);
});
