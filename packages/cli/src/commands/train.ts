import type { Command } from 'commander';
import type { TrainFileSettings } from './trainFile.ts';
import { trainingOptions } from './trainingOptions.ts';
import { wholeNumber } from './wholeNumber.ts';

const EXAMPLES = `
Examples:
  $ gradscope train examples/notebook.yaml
  $ gradscope train examples/deeper.yaml --out out/deeper --steps 2000
  $ gradscope train examples/deeper.yaml --out out/deeper --resume
  $ gradscope train examples/notebook.yaml --json | jq '.networks[].accuracy'
`;

const LARGEST_STEPS = 1_000_000_000;

/** Adds `gradscope train`. */
export function addTrain(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = program
    .command('train')
    .summary('train the networks of an experiment and see how their gradients flow')
    .description(
      'Trains every network of an experiment file (YAML or JSON), each in a thread of its own, and writes its numbers, ' +
        'figures and a report. Ctrl-C saves the numbers, and --resume continues from there, as after a crash or kill -9.',
    )
    .argument('<experiment>', 'the experiment file, or - for standard input')
    .option('--steps <n>', "steps to train, instead of the file's", wholeNumber('--steps', 1, LARGEST_STEPS));
  trainingOptions(command, 'out/<name of the experiment file>')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, settings: TrainFileSettings) => {
      const { trainFile } = await import('./trainFile.ts');
      done(await trainFile(file, settings, quit));
    });
}
