import { expect, test } from 'vitest';
import { isRegression } from '../data/dataset.ts';
import { createEngine } from '../engine/createEngine.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { prepare } from '../experiment/prepare.ts';
import { Trainer } from '../experiment/trainer.ts';
import { predict } from '../network/predict.ts';
import { qualityOf } from './quality.ts';

const columns = [
  { name: 'x', width: 1, values: Float64Array.from({ length: 60 }, (_, i) => i / 30 - 1) },
  {
    name: 'y',
    width: 1,
    values: Float64Array.from({ length: 60 }, (_, i) => 5 * (i / 30 - 1) ** 2 + (i % 3)),
  },
];

const NET = { name: 'net', hidden: [8], activation: 'tanh', init: 'glorotNormal' };

test.each(['meanSquaredError', 'meanAbsoluteError', 'huber'] as const)(
  'of values by %s: RMSE and R² of both parts equal those computed from the predictions, relative error < 1e-12',
  loss => {
    const experiment = parseExperiment({
      data: { kind: 'table', file: 'a.csv', target: 'y', test: 0.25 },
      networks: [NET],
      training: { optimizer: { kind: 'adam', stepSize: 0.05 }, steps: 50, l2: 0.01, loss },
    });
    const trainer = new Trainer(experiment, 0, { table: columns });
    while (!trainer.done) trainer.advance(50);
    const run = trainer.run();
    const { data } = prepare(experiment, columns);
    const { training, test } = qualityOf(experiment, data, run);
    for (const [own, part] of [
      [training, data],
      [test, data.test],
    ] as const) {
      if (!part || !isRegression(part)) throw new Error('expected values');
      const outputs = predict(createEngine('wasm'), run.layers, run.final, part.X);
      const mean = part.targets.reduce((a, b) => a + b) / part.samples;
      const squared = outputs.reduce((sum, o, i) => sum + (o - part.targets[i]) ** 2, 0);
      const spread = part.targets.reduce((sum, t) => sum + (t - mean) ** 2, 0);
      expect(Math.abs(own!.rmse! / Math.sqrt(squared / part.samples) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(own!.explained! - (1 - squared / spread))).toBeLessThan(1e-12);
      expect(own).not.toHaveProperty('accuracy');
    }
  },
);

test('what does not apply is left out: no accuracy of values, no number of a run that diverged, no R² of equal targets', () => {
  const experiment = parseExperiment({
    data: { kind: 'curve', samples: 8 },
    networks: [NET],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
  });
  const { data } = prepare(experiment);
  const run = { loss: Number.NaN, accuracy: Number.NaN, test: null, final: [], layers: [] };
  expect(qualityOf(experiment, data, run)).toEqual({ training: {} });
  const flat = {
    samples: 2,
    features: 1,
    outputs: 1,
    X: Float64Array.of(0, 1),
    targets: Float64Array.of(3, 3),
  };
  expect(qualityOf(experiment, flat, { ...run, loss: 4 })).toEqual({ training: { loss: 4, rmse: 2 } });
});
