import { type Command, Option } from 'commander';
import { checkpointOption } from '../sweep/checkpointOption.ts';
import { COLOURS } from '../sweep/mapSettings.ts';
import { requireNode } from '../sweep/requireNode.ts';
import type { RunSweepSettings } from '../sweep/runSweep.ts';
import { storeOption } from '../sweep/storeOption.ts';
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

const MOST_THREADS = 1024;
const SWEEP = 'its id, the beginning of the id, or its name; not needed if there is only one';

/** Adds `gradscope sweep` with its subcommands. */
export function addSweep(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const sweep = program
    .command('sweep')
    .hook('preAction', requireNode)
    .summary('run an experiment over a grid of settings, with results in a table')
    .description(
      'Runs an experiment once for every point of a grid, on all cores. Results are stored as they come: stored runs ' +
        'are not computed again, in this sweep or in a larger one. Ctrl-C saves; the same command continues.',
    )
    .argument('<sweep file>', 'an experiment file with a key sweep, in YAML or JSON');
  runOptions(sweep)
    .option('--submit-only', 'queue the runs and end: workers do them (see gradscope worker)')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, settings: RunSweepSettings) => {
      const { runSweep } = await import('../sweep/runSweep.ts');
      done(await runSweep(file, settings, quit));
    });
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
    .option('--json', 'print one JSON document instead of text');
}

function addStatus(sweep: Command): void {
  sweep
    .command('status')
    .summary('show the progress of the sweeps of a store')
    .description('Lists the sweeps of a store with their progress, the last submitted first.')
    .addOption(storeOption())
    .option('--json', 'print one JSON document instead of text')
    .addHelpText('after', STATUS_EXAMPLES)
    .action(async (_: object, command: Command) => {
      const { showStatus } = await import('../sweep/sweepActions.ts');
      await showStatus(command.optsWithGlobals());
    });
}

function addResults(sweep: Command, quit: () => void): void {
  sweep
    .command('results')
    .summary('the finished runs of a sweep, as a table')
    .description('Writes one row for each finished run: its id, every axis, and its results. CSV by default.')
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--out <file>', 'write to a .csv or .parquet file instead of standard output')
    .option('--json', 'print one JSON document instead of text')
    .addHelpText('after', RESULTS_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const { showResults } = await import('../sweep/sweepActions.ts');
      await showResults(name, command.optsWithGlobals(), quit);
    });
}

function addMap(sweep: Command): void {
  sweep
    .command('map')
    .summary('a picture of a sweep over two of its axes')
    .description(
      'Draws a trainability map: a cell for each run, coloured by its result, over two axes of the sweep. For several ' +
        'seeds a cell shows the median run. Maps over σw and depth have the lines of mean-field theory. SVG by default.',
    )
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--x <axis>', 'the horizontal axis (default: the last axis except the seed)')
    .option('--y <axis>', 'the vertical axis (default: the one before)')
    .option('--facet <axis>', 'one map, or with --bands one line, for each value of this axis')
    .option(
      '--at <axis=value>',
      'the value to show of another axis, or median (default: its first; the median for the seed); may be repeated',
      (text: string, before: readonly string[] = []) => [...before, text],
    )
    .addOption(
      new Option('--colour <what>', 'what a cell shows').choices(Object.keys(COLOURS)).default('loss'),
    )
    .option(
      '--bands',
      'instead of a map, the median along --x, with bands of quantiles over the axes that are at median',
    )
    .option('--out <file>', 'write to a .svg or .png file instead of standard output')
    .addHelpText('after', MAP_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const { drawMap } = await import('../sweep/sweepActions.ts');
      await drawMap(name, command.optsWithGlobals());
    });
}

function addResume(sweep: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = sweep
    .command('resume')
    .summary('continue a sweep that was cancelled or interrupted')
    .description('Queues the missing runs of a sweep, and does them.')
    .argument('[sweep]', SWEEP);
  runOptions(command)
    .option('--retry-failed', 'also repeat the runs that failed or took too long')
    .option('--submit-only', 'queue the runs and end: workers do them')
    .addHelpText('after', RESUME_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const { resumeSweep } = await import('../sweep/sweepActions.ts');
      done(await resumeSweep(name, command.optsWithGlobals(), quit));
    });
}

function addCancel(sweep: Command): void {
  sweep
    .command('cancel')
    .summary('take the rest of a sweep off the queue')
    .description('Takes the runs of a sweep that have not started off the queue. Finished runs are kept.')
    .argument('[sweep]', SWEEP)
    .addOption(storeOption())
    .option('--json', 'print one JSON document instead of text')
    .addHelpText('after', CANCEL_EXAMPLES)
    .action(async (name: string | undefined, _: object, command: Command) => {
      const { cancelSweep } = await import('../sweep/sweepActions.ts');
      await cancelSweep(name, command.optsWithGlobals());
    });
}
