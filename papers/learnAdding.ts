import { parseExperiment, Trainer } from 'gradscope';

/** The loss below which a network has learned to add; always answering 1 gives 1/6. */
export interface AddingRun {
  readonly length: number;
  readonly width: number;
  readonly steps: number;
  readonly seed: number;
  /** Of the recurrent layer. */
  readonly cell: object;
  readonly stepSize?: number;
}

/** Trains a recurrent layer on the adding problem; returns its loss on held-in data at the end. */
export function learnAdding({ length, width, steps, seed, cell, stepSize = 0.005 }: AddingRun): number {
  const experiment = parseExperiment({
    seed,
    data: { kind: 'adding', samples: 1000, length },
    networks: [
      {
        name: 'net',
        hidden: [{ kind: 'recurrent', width, ...cell } as never, { kind: 'pool', how: 'last' }],
        activation: 'tanh',
        init: 'glorotUniform',
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize }, batch: 50, clip: { norm: 1 }, steps },
    record: { every: [0], probes: [] },
    precision: 'float32',
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(steps + 1);
  return trainer.run().loss;
}
