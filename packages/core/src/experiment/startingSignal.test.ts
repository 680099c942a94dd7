import { expect, test } from 'vitest';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';
import { startingSignal } from './startingSignal.ts';
import { Trainer } from './trainer.ts';

test.each([[32], ['full']] as const)(
  'with batches of %s it is as large as what is recorded at step 0, within 30 %%',
  batch => {
    const experiment = parseExperiment({
      data: { kind: 'spiral', pointsPerClass: 200, classes: 3, noise: 0.2 },
      networks: [{ name: 'net', hidden: [16, 16], activation: 'tanh', init: 'glorotNormal' }],
      training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1, batch },
      record: { every: 1, probes: ['signal'] },
    });
    const { measured } = startingSignal(experiment, prepare(experiment), 0);
    const trainer = new Trainer(experiment, 0);
    while (!trainer.done) trainer.advance(1);
    const recorded = trainer.run().history.series.delta_norm!.values;
    for (const [l, norm] of measured.entries()) expect(Math.abs(norm / recorded[l] - 1)).toBeLessThan(0.3);
  },
);
