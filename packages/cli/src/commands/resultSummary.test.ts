import { parseExperiment, prepare, Trainer } from 'gradscope';
import { expect, it } from 'vitest';
import type { Outcome } from '../outcome.ts';
import { resultSummary } from './resultSummary.ts';

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

it('gives each network’s result, and the command that diagnoses one that has not learned', () => {
  const networks = [
    { ...network, name: 'sigmoid', hidden: { layers: 12, width: 6 }, activation: 'sigmoid' },
    { ...network, name: 'he', activation: 'relu', init: 'heNormal' },
  ];
  const [head, sigmoid, he, units, hint, ...more] = resultSummary(
    trained(networks, { every: 1 }),
    'a b.yaml',
  ).split('\n');
  expect(head).toMatch(/^network +training loss +training accuracy +first layer’s gradient at the start$/);
  expect(sigmoid).toMatch(/^sigmoid +1\.\d+ +[\d.]+\u00a0% {2}.+ of the last layer’s$/);
  expect(he).toMatch(/^he +\S.* +100\u00a0% {2}.+ the last layer’s$/);
  expect(units).toBe('Loss: mean cross-entropy, in nats.');
  expect(hint).toBe("Less than half learned: sigmoid. Why, and what helps: gradscope diagnose 'a b.yaml'");
  expect(more).toEqual(['']);
});

it('has no column of gradients if none was recorded before the first update, and no hint if all have learned', () => {
  const text = resultSummary(
    trained([{ ...network, name: 'he', activation: 'relu', init: 'heNormal' }], { every: [5] }),
    'a',
  );
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/training accuracy$/),
    expect.stringMatching(/100\u00a0%$/),
    'Loss: mean cross-entropy, in nats.',
    '',
  ]);
});

it('shows held-out rows beside the training rows, and of values RMSE and R² in place of an accuracy', () => {
  const outcome = (data: object) => {
    const experiment = parseExperiment({
      data,
      networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: 'glorotNormal' }],
      training: { optimizer: { kind: 'adam', stepSize: 0.05 }, steps: 20 },
    });
    const trainer = new Trainer(experiment, 0);
    while (!trainer.done) trainer.advance(20);
    const runs = [{ ...trainer.run(), seconds: 1 }];
    return {
      experiment,
      table: undefined,
      data: prepare(experiment).data,
      runs,
      startedAt: new Date(0),
      seconds: 1,
    };
  };
  const [held] = resultSummary(outcome({ kind: 'iris', test: 0.3 }), 'a').split('\n');
  expect(held).toMatch(/^network +training loss +test loss +training accuracy +test accuracy/);
  const [head, row, units] = resultSummary(outcome({ kind: 'curve', samples: 20 }), 'a').split('\n');
  expect(head).toMatch(/^network +training loss +training RMSE +training R²/);
  expect(row).not.toMatch(/NaN|%|–/);
  expect(units).toBe(
    'Loss: mean squared error, in squared units of the target; RMSE: its root, in units of the target; R²: 1 is perfect, 0 is the mean.',
  );
});
