import { attentionCurves, blockRatios, type FigureOptions } from '@gradscope/figures';
import { parseExperiment, Trainer } from 'gradscope';

const attention = { kind: 'attention', heads: 2 } as const;
const block = (layers: readonly object[]) => ({ kind: 'block', layers }) as const;
const experiment = parseExperiment({
  seed: 1,
  data: { kind: 'recall', samples: 20, length: 6, symbols: 4, tokens: 'number' },
  networks: [
    {
      name: 'transformer',
      hidden: [
        { kind: 'embedding', vocabulary: 4, width: 8 },
        { kind: 'positions' },
        block([attention]),
        block([{ width: 16 }, { width: 8, activation: 'identity' }]),
        block([attention]),
        { kind: 'pool', how: 'last' },
      ] as never,
      activation: 'relu',
      init: 'heNormal',
    },
  ],
  training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 40 },
  record: { every: 10, probes: ['attention', 'block'] },
});
const trainer = new Trainer(experiment, 0);
trainer.advance(40);
const run = trainer.run();

export default {
  attention: (options: FigureOptions) => attentionCurves([run], options),
  attentionDarkNarrow: (options: FigureOptions) =>
    attentionCurves([run], { ...options, width: 343, theme: 'dark' }),
  blocks: (options: FigureOptions) => blockRatios([run], options),
  blocksDarkNarrow: (options: FigureOptions) => blockRatios([run], { ...options, width: 343, theme: 'dark' }),
};
