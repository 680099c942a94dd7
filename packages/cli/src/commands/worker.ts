import type { Command } from 'commander';
import { checkpointOption } from '../sweep/checkpointOption.ts';
import { requireNode } from '../sweep/requireNode.ts';
import { serverOption } from '../sweep/storeOption.ts';
import { wholeNumber } from './wholeNumber.ts';
import type { WorkerSettings } from './workForStore.ts';

const EXAMPLES = `
Examples:
  $ gradscope worker --store postgres://me@db/gradscope
  $ gradscope worker --store postgres://me@db/gradscope --threads 8 --idle 60
`;

const MOST_THREADS = 1024;
const MOST_SECONDS = 1_000_000_000;

/** Adds `gradscope worker`. */
export function addWorker(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  program
    .command('worker')
    .hook('preAction', requireNode)
    .summary('do the runs of the sweeps in a PostgreSQL store; any number of workers, anywhere')
    .description(
      'Takes runs from the queue of a PostgreSQL store and does them, until Ctrl-C. Start as many as there are machines: ' +
        'each run is recorded once, and others finish what a worker leaves undone. SIGTERM stops it too, with exit code 0.',
    )
    .addOption(serverOption())
    .option(
      '--threads <n>',
      'runs at once; the results do not depend on it (default: one a core)',
      wholeNumber('--threads', 1, MOST_THREADS),
    )
    .addOption(checkpointOption())
    .option('--idle <seconds>', 'end after this time without work', wholeNumber('--idle', 1, MOST_SECONDS))
    .option('--quiet', 'say nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (settings: WorkerSettings) => {
      const { workForStore } = await import('./workForStore.ts');
      done(await workForStore(settings, quit));
    });
}
