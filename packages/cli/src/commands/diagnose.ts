import { logNames } from '@gradscope/formats/files';
import type { Command } from 'commander';
import { importOptions } from '../logs/importOptions.ts';
import type { DiagnoseOptions } from './diagnoseSettings.ts';
import { wholeNumber } from './wholeNumber.ts';

const EXAMPLES = `
Examples:
  $ gradscope diagnose examples/remedies.yaml
  $ gradscope diagnose examples/exploding.yaml --fix fixed.yaml --out out/why
  $ gradscope diagnose mine.yaml --fix                 edits mine.yaml itself
  $ gradscope diagnose examples/notebook.yaml --no-remedies --fail-on vanishing,exploding
  $ gradscope diagnose runs/ gradients.jsonl
  $ gradscope diagnose log.jsonl --twin --fix twin.yaml        proof on a network like yours
`;

const LARGEST_STEPS = 1_000_000_000;
const MOST_SECONDS = 1_000_000;
const MOST_SEEDS = 1000;
const MOST_THREADS = 1024;

/** Adds `gradscope diagnose`. */
export function addDiagnose(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = program
    .command('diagnose')
    .summary('find out why a network does not train, where, and what to change')
    .description(
      'Runs every network of an experiment for a while, says what is wrong with it and in which layers, and tries single ' +
        'changes: a change is proven only if the network then trains, with this seed and with others. For runs of other programs it reads ' +
        `their logs (${logNames()}, folders of them), and suggests remedies without proof.`,
    )
    .argument('<paths...>', 'an experiment file, or - for standard input; or logs')
    .option(
      '--steps <n>',
      'steps of each run (default: as many as a few seconds allow)',
      wholeNumber('--steps', 1, LARGEST_STEPS),
    )
    .option(
      '--budget <seconds>',
      'stop after this time, with the results so far',
      wholeNumber('--budget', 1, MOST_SECONDS),
    )
    .option(
      '--seeds <n>',
      'further seeds on which the best changes are run (default: 5)',
      wholeNumber('--seeds', 1, MOST_SEEDS),
    )
    .option(
      '--threads <n>',
      'runs at once; the verdict does not depend on it (default: one a core)',
      wholeNumber('--threads', 1, MOST_THREADS),
    )
    .option('--no-remedies', 'only say what is wrong')
    .option('--out <folder>', 'write the verdicts (diagnosis.json) and a figure of each network there')
    .option('--fix [file]', 'write the best proven changes into the experiment file, or into a copy of it')
    .option(
      '--twin',
      'for logs of schema 2: prove remedies on a twin of the dense layers, with generated data',
    )
    .option(
      '--fail-on <kinds>',
      'exit with 1 if a network does not train and has one of these symptoms, as in vanishing,dead; with heldBack among them, also if it trains, but badly',
    )
    .option('--json', 'print one JSON document instead of text');
  importOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: DiagnoseOptions) => {
      const { diagnosePaths } = await import('./diagnosePaths.ts');
      done(await diagnosePaths(paths, options, quit));
    });
}
