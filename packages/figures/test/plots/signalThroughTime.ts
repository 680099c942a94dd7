import { type FigureOptions, recordKinds } from '@gradscope/figures';
import { parseExperiment, prepare, startingSignal, Trainer } from 'gradscope';

const experiment = parseExperiment({
  seed: 1,
  data: { kind: 'adding', samples: 20, length: 15 },
  networks: [
    {
      name: 'tanh',
      hidden: [
        { kind: 'recurrent', width: 20 },
        { kind: 'pool', how: 'last' },
      ],
      activation: 'tanh',
      init: 'lecunNormal',
    },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 20 },
  record: { every: 10, probes: ['time'] },
});
const prepared = prepare(experiment);
const trainer = new Trainer(experiment, 0, { prepared });
trainer.advance(21);
const theory = startingSignal(experiment, prepared, 0).predictions.map(({ time }) => time?.norms);

const draw = (options: FigureOptions) => recordKinds.time.draw([trainer.run()], { ...options, theory });

export default {
  withTheory: draw,
  withTheoryDarkNarrow: (options: FigureOptions) => draw({ ...options, width: 343, theme: 'dark' }),
};
