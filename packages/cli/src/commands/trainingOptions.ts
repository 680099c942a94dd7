import type { Command } from 'commander';
import { seconds } from './seconds.ts';
import { wholeNumber } from './wholeNumber.ts';

/** More threads than this no machine has a use for. */
const MOST_THREADS = 1024;

/** The options that every command that trains has. */
export function trainingOptions(command: Command, defaultFolder: string): Command {
  return command
    .option('--out <dir>', `folder for the output (default: ${defaultFolder})`)
    .option(
      '--threads <n>',
      'networks that train at once; the results do not depend on it (default: one a core)',
      wholeNumber('--threads', 1, MOST_THREADS),
    )
    .option(
      '--checkpoint <seconds>',
      'write a checkpoint of each network at most this often, for --resume; 0: never (default: 60)',
      seconds('--checkpoint'),
    )
    .option('--resume', 'continue from the checkpoints in the folder, to the same bits as without a break')
    .option('--no-figures', 'write no figures')
    .option('--no-report', 'write no report')
    .option('--quiet', 'show no progress and no loss lines')
    .option('--json', 'print one JSON document, with the results and all paths, instead of text');
}
