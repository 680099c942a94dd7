import { type Experiment, parseExperiment } from 'gradscope';

/** The experiment of the 2016 notebook. It records everything that the views show, at every tenth step. */
export const DEFAULT_EXPERIMENT: Experiment = parseExperiment({
  seed: 0,
  data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
  networks: [
    { name: 'sigmoid', hidden: [50, 50], activation: 'sigmoid', init: { kind: 'normal', std: 0.1 } },
    { name: 'relu', hidden: [50, 50], activation: 'relu', init: { kind: 'normal', std: 0.1 } },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps: 50000, batch: 'full' },
  record: { every: 10, probes: ['gradient', 'activation', 'dead', 'update', 'ledger'] },
  precision: 'float64',
});
