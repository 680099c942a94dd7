import type { ResumeOptions } from '@gradscope/sweep';
import { type Command, Option } from 'commander';
import { checkpointOption } from '../sweep/checkpointOption.ts';
import { chooseSweep } from '../sweep/chooseSweep.ts';
import { type RunSweepSettings, runSweep, workUntilDone } from '../sweep/runSweep.ts';
import { existing, storeOption } from '../sweep/storeOption.ts';
import { statusJson, statusText } from '../sweep/sweepText.ts';
import { COLOURS, checkMapSettings, type MapSettings } from '../sweep/sweepView.ts';
import { requireNode, withStore, withTables } from '../sweep/withStore.ts';
import { checkOut, type ResultSettings, writeResults } from '../sweep/writeResults.ts';
import { print } from '../terminal/print.ts';
import { wholeNumber } from './wholeNumber.ts';

const EXAMPLES = `
Examples:
  $ gradscope sweep examples/sweeps/depth.yaml
  $ gradscope sweep results --out depth.csv
  $ gradscope sweep examples/sweeps/depth.yaml --store postgres://me@db/gradscope --submit-only
`;
const STATUS_EXAMPLES = `
Examples:
  $ gradscope sweep status
  $ gradscope sweep status --store postgres://me@db/gradscope --json | jq '.sweeps[].done'
`;
const RESULTS_EXAMPLES = `
Examples:
  $ gradscope sweep results | head
  $ gradscope sweep results depth --out depth.parquet
`;
const MAP_EXAMPLES = `
Examples:
  $ gradscope sweep map depth --out depth.svg
  $ gradscope sweep map step-size --y seed --facet activation --colour accuracy --out seeds.png
  $ gradscope sweep map step-size --bands --facet activation --out bands.svg
`;
const RESUME_EXAMPLES = `
Examples:
  $ gradscope sweep resume depth
  $ gradscope sweep resume depth --retry-failed
`;
const CANCEL_EXAMPLES = `
Examples:
  $ gradscope sweep cancel depth --store postgres://me@db/gradscope
`;

/** Of commands that give the store back as soon as they have looked: a sweep that starts meanwhile waits for them. */
const BRIEF = { brief: true } as const;
const MOST_THREADS = 1024;
const SWEEP = 'its id, the beginning of it, or its name; not needed where there is only one';

interface StoreSettings {
  readonly store: string;
  readonly json?: boolean;
}

/** Adds `gradscope sweep` with its subcommands. */
export function addSweep(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const sweep = program
    .command('sweep')
    .hook('preAction', requireNode)
    .summary('run an experiment over a grid of settings, with results in a table')
    .description(
      'Runs an experiment once for every point of a grid, all cores at once. Results are stored as they come: what is there ' +
        'is not computed again, in this sweep or in a larger one. Ctrl-C saves; the same command goes on.',
    )
    .argument('<sweep file>', 'an experiment file with a key sweep, in YAML or JSON');
  runOptions(sweep)
    .option('--submit-only', 'queue the runs and end: workers do them (see gradscope worker)')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, settings: RunSweepSettings) => done(await runSweep(file, settings, quit)));
  addStatus(sweep);
  addResults(sweep, quit);
  addMap(sweep);
  addResume(sweep, quit, done);
  addCancel(sweep);
}

function runOptions(command: Command): Command {
  return command
    .addOption(storeOption())
    .option(
      '--threads <n>',
      'runs at once; the results do not depend on it (default: one a core)',
      wholeNumber('--threads', 1, MOST_THREADS),
    )
    .addOption(checkpointOption())
    .option('--quiet', 'show no progress')
    .option('--json', 'print one JSON document in place of the text');
}

function addStatus(sweep: Command): void {
  sweep
    .command('status')
    .summary('how far the sweeps of a store are')
    .description('Lists the sweeps of a store, the last submitted first, and how far each is.')
    .addOption(storeOption())
    .option('--json', 'print one JSON document in place of the text')
    .addHelpText('after', STATUS_EXAMPLES)
    .action(async (_: object, command: Command) => {
      const { store, json } = command.optsWithGlobals<StoreSettings>();
      await withTables(
        existing(store),
        async ({ database }) => {
          const { statusOf } = await import('@gradscope/sweep');
          const all = await statusOf(database);
          const document = { sweeps: all.map(statusJson) };
          print(json ? `${JSON.stringify(document, null, 2)}\n` : statusText(all));
        },
        BRIEF,
      );
    });
}

function addResults(sweep: Command, quit: () => void): void {
  sweep
    .command('results')
    .summary('the finished runs of a sweep, as a table')
    .description(
      'Writes one row for each finished run: its id, every axis, and what it came to. CSV, unless told.',
    )
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--out <file>', 'write to a .csv or .parquet file in place of standard output')
    .option('--json', 'print one JSON document in place of the text')
    .addHelpText('after', RESULTS_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const settings = command.optsWithGlobals<StoreSettings & ResultSettings>();
      checkOut(settings.out);
      await withTables(
        existing(settings.store),
        async ({ database }) => writeResults(database, await chooseSweep(database, name), settings, quit),
        BRIEF,
      );
    });
}

function addMap(sweep: Command): void {
  sweep
    .command('map')
    .summary('a picture of a sweep over two of its axes')
    .description(
      'Draws a trainability map: every run a cell, coloured by what became of it, over two axes of the sweep. Of several ' +
        'seeds a cell is the median one. Over σw and depth with the lines of mean-field theory. SVG, unless told.',
    )
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--x <axis>', 'across (default: the last axis but the seed)')
    .option('--y <axis>', 'up (default: the one before)')
    .option('--facet <axis>', 'a map, or with --bands a line, for each of its values')
    .option(
      '--at <axis=value>',
      'which value of another axis is shown, or median (default: its first, of the seed the median); may be repeated',
      (text: string, before: readonly string[] = []) => [...before, text],
    )
    .addOption(
      new Option('--colour <what>', 'what a cell tells').choices(Object.keys(COLOURS)).default('loss'),
    )
    .option(
      '--bands',
      'in place of a map, the median along --x, with bands of quantiles over what is at median',
    )
    .option('--out <file>', 'write to a .svg or .png file in place of standard output')
    .addHelpText('after', MAP_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const settings = command.optsWithGlobals<StoreSettings & MapSettings>();
      checkMapSettings(settings);
      const { mapSweep } = await import('../sweep/mapSweep.ts');
      await withTables(
        existing(settings.store),
        async ({ database }) => mapSweep(database, await chooseSweep(database, name), settings),
        BRIEF,
      );
    });
}

function addResume(sweep: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = sweep
    .command('resume')
    .summary('go on with a sweep that was cancelled or interrupted')
    .description('Queues what is missing of a sweep, and does it.')
    .argument('[sweep]', SWEEP);
  runOptions(command)
    .option('--retry-failed', 'also do the runs again that failed or took too long')
    .option('--submit-only', 'queue the runs and end: workers do them')
    .addHelpText('after', RESUME_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const settings = command.optsWithGlobals<RunSweepSettings & ResumeOptions>();
      await withStore(existing(settings.store), async open => {
        const { resume, statusOf } = await import('@gradscope/sweep');
        const { sweepId } = await chooseSweep(open.database, name);
        await resume(open.database, sweepId, settings);
        const [status] = await statusOf(open.database, sweepId);
        if (!settings.submitOnly) done(await workUntilDone(open, status!, settings, quit));
      });
    });
}

function addCancel(sweep: Command): void {
  sweep
    .command('cancel')
    .summary('take the rest of a sweep off the queue')
    .description('Takes the runs of a sweep that nobody works on yet off the queue. What is there is kept.')
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--json', 'print one JSON document in place of the text')
    .addHelpText('after', CANCEL_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const { store, json } = command.optsWithGlobals<StoreSettings>();
      await withStore(
        existing(store),
        async ({ database }) => {
          const { cancel, statusOf } = await import('@gradscope/sweep');
          const { sweepId } = await chooseSweep(database, name);
          await cancel(database, sweepId);
          const [status] = await statusOf(database, sweepId);
          const { done, total } = status!;
          print(
            json
              ? `${JSON.stringify({ sweep: statusJson(status!) }, null, 2)}\n`
              : `Cancelled ${sweepId}: ${done} of ${total} runs are there.\n`,
          );
        },
        BRIEF,
      );
    });
}
