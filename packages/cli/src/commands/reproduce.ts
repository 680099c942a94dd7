import type { Command } from 'commander';
import type { TrainingSettings } from './trainExperiment.ts';
import { trainingOptions } from './trainingOptions.ts';

const EXAMPLES = `
Examples:
  $ gradscope reproduce
  $ gradscope reproduce --out /tmp/notebook --quiet
`;

const FOLDER = 'out/notebook';

/** Adds `gradscope reproduce`. */
export function addReproduce(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = program
    .command('reproduce')
    .summary('run the 2016 notebook on vanishing gradients, to the printed digit')
    .description(
      'Trains the two networks of the 2016 notebook on vanishing gradients, sigmoid and ReLU, for 50,000 steps on the ' +
        'spiral data, prints what it printed, and writes numbers, figures and a report that explains them. About a minute.',
    );
  trainingOptions(command, FOLDER)
    .addHelpText('after', EXAMPLES)
    .action(async (settings: TrainingSettings) => {
      const { trainNotebook } = await import('./trainNotebook.ts');
      done(await trainNotebook({ out: FOLDER, ...settings }, quit));
    });
}
