import type { Command } from 'commander';
import { parseExperiment } from 'gradscope';
import { notebookExperiment } from '../notebookExperiment.ts';
import type { TrainingSettings } from './trainExperiment.ts';
import { trainingOptions } from './trainingOptions.ts';

const EXAMPLES = `
Examples:
  $ gradscope reproduce
  $ gradscope reproduce --out /tmp/notebook --quiet
`;

const FOLDER = 'out/notebook';
const HEADINGS = ['Train net with sigmoid nonlinearity first', 'Now train net with ReLU nonlinearity'];

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
      const experiment = parseExperiment(notebookExperiment);
      const folder = settings.out ?? FOLDER;
      // Imported only now: loading the drawing code takes longer than refusing or printing help.
      const { trainExperiment } = await import('./trainExperiment.ts');
      done(await trainExperiment({ experiment, folder, headings: HEADINGS, notebook: true }, settings, quit));
    });
}
