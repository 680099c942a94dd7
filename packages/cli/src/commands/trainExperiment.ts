import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { type Experiment, prepare, type Table } from 'gradscope';
import { CliError } from '../cliError.ts';
import { figureList } from '../figures/figureList.ts';
import { listenForInterruption } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { lockOutput } from '../output/lockOutput.ts';
import { runRecord } from '../output/runRecord.ts';
import { outputFiles, writeOutput } from '../output/writeOutput.ts';
import { reportPage } from '../report/reportPage.ts';
import { status } from '../terminal/liveTerminal.ts';
import { TrainingDisplay } from '../terminal/trainingDisplay.ts';
import { trainNetworks } from '../training/trainNetworks.ts';
import { inShort } from './inShort.ts';
import { whatHappened } from './whatHappened.ts';
import { whereItIs } from './whereItIs.ts';

export interface TrainingSettings {
  readonly out?: string;
  readonly threads?: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** An experiment to train, and how it is told. */
export interface TrainingJob {
  readonly experiment: Experiment;
  /** What the file of its data holds, where that is a table. */
  readonly table?: Table | undefined;
  /** Where its files go. */
  readonly folder: string;
  /** Said above each network's lines. */
  readonly headings: readonly string[];
  /** The file of the experiment. */
  readonly file?: string;
  /** Whether this is the notebook: then its own gradient pictures are drawn too, and the report tells its story. */
  readonly notebook: boolean;
}

/** As many loss lines a network as the notebook prints. */
const LINES = 50;

/**
 * Trains the networks of an experiment, shows their progress, writes the output folder and says where it is.
 *
 * @param quit ends the process at once; called on a second Ctrl-C
 * @returns the exit code: 0, or 130 when interrupted
 * @throws CliError when the folder cannot be written, or a network could not be trained; the others are saved
 */
export async function trainExperiment(
  job: TrainingJob,
  settings: TrainingSettings,
  quit: () => void,
): Promise<number> {
  claimFolder(job.folder);
  const unlock = lockOutput(job.folder);
  const { signal, dispose } = listenForInterruption(quit);
  try {
    const { outcome, failures } = await train(job, settings, signal);
    if (outcome.runs.length > 0) await save(job, outcome, settings);
    if (failures.length > 0) throw new CliError(failures.join('; '));
    return outcome.runs.some(({ interrupted }) => interrupted) ? 130 : 0;
  } finally {
    dispose();
    unlock();
  }
}

async function train(
  { experiment, table, headings }: TrainingJob,
  settings: TrainingSettings,
  signal: AbortSignal,
) {
  const { networks, training } = experiment;
  const { threads = availableParallelism(), quiet = false, json = false } = settings;
  const startedAt = new Date();
  const start = performance.now();
  const display = new TrainingDisplay(experiment, { headings, lines: !quiet && !json, bars: !quiet });
  const { screen } = display;
  signal.addEventListener('abort', () =>
    screen.note('Interrupted: saving what was computed. Once more quits at once.'),
  );
  try {
    const results = await trainNetworks(experiment, {
      table,
      threads,
      lineEvery: Math.ceil(training.steps / LINES),
      signal,
      onProgress: (index, progress) => display.progress(index, progress),
      onEnd: (index, run) => display.end(index, run),
    });
    const seconds = (performance.now() - start) / 1000;
    const runs = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
    const failures = results.flatMap((result, i) =>
      result.status === 'rejected' ? [failureText(networks[i]!.name, result.reason)] : [],
    );
    for (const line of runs.flatMap(run => whatHappened(run, training.steps))) screen.note(line);
    return {
      outcome: { experiment, table, data: prepare(experiment, table).data, runs, startedAt, seconds },
      failures,
    };
  } finally {
    screen.stop();
  }
}

async function save(job: TrainingJob, outcome: Outcome, { json = false, quiet = false }: TrainingSettings) {
  const start = performance.now();
  const figures = figureList(outcome, { notebook: job.notebook });
  let files = outputFiles(job.folder, outcome, figures);
  // Once more: somebody may have tidied up while it trained.
  claimFolder(job.folder);
  try {
    files = await writeOutput(files, outcome, figures, {
      report: () => reportPage(outcome, figures, job),
      onFile: path => quiet || status(`Writing ${basename(path)} …`),
      note: line => void process.stderr.write(`${line}\n`),
    });
  } finally {
    status();
  }
  const savingSeconds = (performance.now() - start) / 1000;
  if (json) process.stdout.write(`${JSON.stringify({ ...runRecord(outcome), files }, null, 2)}\n`);
  else process.stdout.write(`${quiet ? '' : '\n'}${whereItIs(files, outcome.seconds, savingSeconds)}\n`);
  if (!json && !quiet && job.file !== undefined) process.stdout.write(`\n${inShort(outcome, job.file)}`);
}

function failureText(name: string, reason: unknown): string {
  const message = reason instanceof Error ? reason.message : String(reason);
  return `network ${name}: expected its thread to train it, got ${JSON.stringify(message.split('\n')[0])}`;
}
