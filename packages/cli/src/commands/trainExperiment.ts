import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { type Experiment, listText, prepare, type Table } from 'gradscope';
import { CliError } from '../cliError.ts';
import { outcomeFigures } from '../figures/outcomeFigures.ts';
import { listenForInterruption } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { lockOutput } from '../output/lockOutput.ts';
import { runRecord } from '../output/runRecord.ts';
import { shownPath } from '../output/shownPath.ts';
import { outputFiles, type WrittenOutput, writeOutput } from '../output/writeOutput.ts';
import { reportPage } from '../report/reportPage.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print, printError, printJson } from '../terminal/print.ts';
import { TrainingDisplay } from '../terminal/trainingDisplay.ts';
import { checkpointPath } from '../training/checkpointFile.ts';
import { findingsOf } from '../training/findings.ts';
import { type ResumePoints, removeCheckpoints, resumePoints, runIdentity } from '../training/resumePoints.ts';
import { trainNetworks } from '../training/trainNetworks.ts';
import { outputSummary } from './outputSummary.ts';
import { resultSummary } from './resultSummary.ts';
import { whatHappened } from './whatHappened.ts';

export interface TrainingSettings {
  readonly out?: string;
  readonly threads?: number;
  /** Seconds between checkpoints; 0 for none. */
  readonly checkpoint?: number;
  readonly resume?: boolean;
  /** Default true; an interrupted run has neither. */
  readonly figures?: boolean;
  readonly report?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** An experiment to train, and how to report it. */
export interface TrainingJob {
  readonly experiment: Experiment;
  /** The contents of the data file, if the data is a table. */
  readonly table?: Table | undefined;
  /** The guesses made about it. */
  readonly guess?: string | undefined;
  /** The folder for its files. */
  readonly folder: string;
  /** Said above each network's lines. */
  readonly headings: readonly string[];
  /** The file of the experiment. */
  readonly file?: string;
  /** The contents of that file. */
  readonly text?: string;
  /**
   * Whether this is the notebook: then its own gradient pictures are also drawn, and the report tells its
   * story.
   */
  readonly notebook: boolean;
}

/** Loss lines a network; the notebook prints more. */
const [LINES, NOTEBOOK_LINES] = [10, 50];

/**
 * Trains the networks of an experiment, shows their progress, writes the output folder and prints its path.
 *
 * @param quit ends the process at once; called on a second Ctrl-C
 * @returns the exit code: 0, or 130 if interrupted
 * @throws CliError if the folder cannot be written, or a network could not be trained; the others are saved
 */
export async function trainExperiment(
  job: TrainingJob,
  settings: TrainingSettings,
  quit: () => void,
): Promise<number> {
  claim(job, settings);
  const unlock = lockOutput(job.folder);
  const { signal, dispose } = listenForInterruption(quit);
  try {
    const from = settings.resume
      ? resumePoints(job.folder, runIdentity(job.experiment, job.table))
      : undefined;
    if (from?.isFinished) {
      printError(`${shownPath(job.folder)}: already finished; without --resume it trains again\n`);
      return 0;
    }
    const { outcome, failures } = await train(job, settings, signal, from);
    const isDrawn = outcome.runs.length === 0 || (await save(job, outcome, settings, signal));
    if (failures.length > 0) throw new CliError(failures.join('; '));
    if (outcome.runs.some(({ interrupted }) => interrupted)) return 130;
    removeCheckpoints(
      job.folder,
      job.experiment.networks.map(({ name }) => name),
    );
    return isDrawn ? 0 : 130;
  } finally {
    dispose();
    unlock();
  }
}

async function train(
  { experiment, table, guess, headings, folder, notebook }: TrainingJob,
  settings: TrainingSettings,
  signal: AbortSignal,
  from?: ResumePoints,
) {
  const { networks, training } = experiment;
  const { threads = availableParallelism(), quiet = false, json = false, checkpoint = 60 } = settings;
  const [since, identity] = [Date.now(), runIdentity(experiment, table)];
  const startedAt = new Date();
  const start = performance.now();
  const display = new TrainingDisplay(experiment, {
    headings,
    lines: !quiet && !json,
    notebook,
    bars: !quiet,
  });
  const { screen } = display;
  signal.addEventListener('abort', () =>
    screen.note('Interrupted: saving what was computed. Once more quits at once.'),
  );
  if (from) screen.note(resumeText(experiment, from));
  try {
    const results = await trainNetworks(experiment, {
      table,
      threads,
      lineEvery: Math.ceil(training.steps / (notebook ? NOTEBOOK_LINES : LINES)),
      signal,
      checkpoints: index =>
        checkpoint > 0 || from?.steps[index] !== undefined
          ? {
              path: checkpointPath(folder, networks[index].name),
              seconds: checkpoint || Number.POSITIVE_INFINITY,
              resume: from?.steps[index] !== undefined,
              since,
              identity,
            }
          : undefined,
      onNote: text => screen.note(text),
      onProgress: (index, progress) => display.progress(index, progress),
      onEnd: (index, run) => display.end(index, run),
    });
    const seconds = (performance.now() - start) / 1000;
    const runs = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
    const failures = results.flatMap((result, i) =>
      result.status === 'rejected' ? [failureText(networks[i].name, result.reason)] : [],
    );
    for (const line of runs.flatMap(run => whatHappened(run, training.steps))) screen.note(line);
    return {
      outcome: { experiment, table, guess, data: prepare(experiment, table).data, runs, startedAt, seconds },
      failures,
    };
  } finally {
    screen.stop();
  }
}

const claim = ({ folder }: TrainingJob, { figures = true }: TrainingSettings) =>
  claimFolder(folder, figures ? ['figures'] : []);

/**
 * Saves the results; an interrupted run is not drawn, because that can take longer than its training did.
 *
 * @returns whether everything requested was drawn, for a run that ended
 */
async function save(
  job: TrainingJob,
  outcome: Outcome,
  settings: TrainingSettings,
  signal: AbortSignal,
): Promise<boolean> {
  const { json = false, quiet = false } = settings;
  const isWhole = !outcome.runs.some(({ interrupted }) => interrupted);
  const start = performance.now();
  const figures = outcomeFigures(outcome, job.notebook);
  const isStory = job.notebook && isWhole && outcome.runs.length === 2;
  const findings = async () => (isStory ? undefined : findingsOf(outcome, signal));
  const planned = outputFiles(job.folder, outcome, figures);
  // Checked again: somebody may have removed the folder during training.
  claim(job, settings);
  let written: WrittenOutput;
  try {
    written = await writeOutput(planned, outcome, figures, {
      signal,
      report: async () => reportPage(outcome, figures, { ...job, signal, findings: await findings() }),
      onFile: path => quiet || status(`Writing ${basename(path)} …`),
      drawn: { figures: isWhole && settings.figures !== false, report: isWhole && settings.report !== false },
      note: line => void printError(`${line}\n`),
    });
  } finally {
    status();
  }
  const { files, leftOut, isReportLeftOut } = written;
  const savingSeconds = (performance.now() - start) / 1000;
  if (json) printJson({ ...runRecord(outcome), files });
  else print(`${quiet ? '' : '\n'}${outputSummary(files, outcome.seconds, savingSeconds)}\n`);
  const undrawn = [...leftOut, ...(isReportLeftOut ? ['the report'] : [])];
  if (!isWhole) printError(`${interruptedText(job.folder)}\n`);
  else if (undrawn.length > 0) printError(`Interrupted: ${undrawnText(undrawn, job.folder)}\n`);
  if (!json && !quiet && job.file !== undefined) print(`\n${resultSummary(outcome, job.file)}`);
  return undrawn.length === 0;
}

function interruptedText(folder: string): string {
  return `Nothing was drawn. --resume continues from here; gradscope report ${shownPath(folder)} draws the saved part.`;
}

/** All of the numbers are there. */
const undrawnText = (undrawn: readonly string[], folder: string): string =>
  `${listText(undrawn)} ${undrawn.length === 1 ? 'was' : 'were'} not drawn; gradscope report ${shownPath(folder)} draws what there is.`;

function resumeText({ networks, training }: Experiment, { steps }: ResumePoints): string {
  const places = networks.map(({ name }, i) => `${name} from step ${steps[i] ?? 0}`);
  return `Resuming: ${places.join(', ')} of ${training.steps}`;
}

function failureText(name: string, reason: unknown): string {
  const message = reason instanceof Error ? reason.message : String(reason);
  return `network ${name}: expected its thread to train it, got ${JSON.stringify(message.split('\n')[0])}`;
}
