import { availableParallelism } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { writeExperimentText, writeNpz } from '@gradscope/formats';
import {
  diagnoseLogs,
  type Experiment,
  shownText,
  type Table,
  TwinError,
  type TwinVerdict,
  twinLayersText,
} from 'gradscope';
import { CliError } from '../cliError.ts';
import { logJson, logText } from '../logs/logTexts.ts';
import type { ReadLogs } from '../logs/readLogs.ts';
import { claimFile } from '../output/claimFile.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print, printError } from '../terminal/print.ts';
import { withinBudget } from './withinBudget.ts';

/** The settings of `gradscope diagnose` that count with `--twin`. */
export interface TwinSettings {
  readonly steps?: number;
  readonly budget?: number;
  readonly seeds?: number;
  readonly threads?: number;
  readonly remedies: boolean;
  readonly fix?: string | true;
  readonly failOn?: readonly string[];
  readonly json?: boolean;
}

const INTERRUPTED = 130;
const BAD_INPUT = 2;

/**
 * Diagnoses imported runs, proves on a twin of each what may help, and prints both. @returns the exit code
 *
 * @throws CliError if `--fix` names no file, or several logs could be meant
 */
export async function diagnoseWithTwins(
  { logs, notes }: ReadLogs,
  settings: TwinSettings,
  quit: () => void,
): Promise<number> {
  const { steps, seeds, remedies, budget, threads = availableParallelism() } = settings;
  const fix = fixOf(settings, logs.length);
  const verdicts = diagnoseLogs(logs.map(({ run }) => run));
  return withinBudget(budget, quit, async ({ ended, interrupted }) => {
    // Imported only now: loading the threads takes longer than refusing or printing help.
    const { diagnoseTwins } = await import('./diagnoseTwins.ts');
    const results = await diagnoseTwins(verdicts, {
      threads,
      steps,
      seeds,
      remedies,
      signal: ended,
      onPhase: (name, trials, each) => status(`The twin of ${name}: ${trials} runs of up to ${each} steps …`),
    });
    status();
    const twins = results.map(result => (result instanceof TwinError ? undefined : result));
    const refused = results.filter(result => result instanceof TwinError);
    const partial = results.some((result, i) => (result ? isPartial(result) : !verdicts[i].healthy));
    print(settings.json ? logJson(logs, verdicts, { twins, partial }) : logText(logs, verdicts, twins));
    const stopped = partial ? ['Stopped early: not all runs of the twin were made.'] : [];
    for (const line of [...notes, ...refused.map(({ message }) => message), ...stopped]) {
      printError(`${shownText(line)}\n`);
    }
    if (fix !== undefined) writeTwin(fix, logs[0].run.name, twins[0]);
    if (interrupted.aborted) return INTERRUPTED;
    if (refused.length > 0 && twins.every(twin => twin === undefined)) return BAD_INPUT;
    const found = verdicts.flatMap(({ symptoms }) => symptoms.map(({ kind }) => kind));
    return found.some(kind => settings.failOn?.includes(kind)) ? 1 : 0;
  });
}

const isPartial = (result: TwinVerdict | TwinError): boolean =>
  !(result instanceof TwinError) && result.partial;

function fixOf({ fix }: TwinSettings, logs: number): string | undefined {
  if (fix === undefined) return undefined;
  if (fix === true) {
    throw new CliError(
      '--fix: expected a file to write the twin to, since a log cannot be changed, got none',
    );
  }
  if (logs > 1) throw new CliError(`--fix: expected one log to write the twin of, got ${logs}`);
  claimFile('--fix', fix);
  claimFile('--fix', dataFileOf(fix));
  return fix;
}

/** The file with the twin's data, beside its experiment. */
const dataFileOf = (path: string): string => join(dirname(path), `${basename(path, extname(path))}.npz`);

/** Writes the twin with its best proven remedy, and its data beside it. */
function writeTwin(path: string, name: string, result: TwinVerdict | undefined): void {
  const best = result?.verdict.remedies.find(({ proven }) => proven);
  if (!result || !best) {
    printError(`${path}: not written, since nothing is proven on a twin\n`);
    return;
  }
  const { experiment } = best.change;
  const data = dataFileOf(path);
  writeWhole(data, tableBytes(result.twin.table));
  writeWhole(
    path,
    twinText(
      path,
      { ...experiment, data: { ...experiment.data, file: basename(data) } as Experiment['data'] },
      [
        `A twin of ${name}: ${twinLayersText(result)}, on generated data of the same sizes.`,
        `With ${best.change.text}, which is proven on this twin, not on the run itself.`,
      ],
    ),
  );
  printError(`${path}: the twin with ${best.change.text}; ${data}: its data\n`);
}

function twinText(path: string, experiment: Experiment, comments: readonly string[]): string {
  if (path.endsWith('.json')) return `${JSON.stringify(experiment, null, 2)}\n`;
  const lines = comments.map(line => `# ${shownText(line)}\n`);
  return `${lines.join('')}${writeExperimentText(experiment)}`;
}

function tableBytes(table: Table): Uint8Array {
  const arrays = table.map(({ name, width, values }) => {
    const numbers = values as Float64Array;
    const rows = numbers.length / width;
    return [name, { shape: name === 'y' && width === 1 ? [rows] : [rows, width], values: numbers }];
  });
  return writeNpz(Object.fromEntries(arrays));
}
