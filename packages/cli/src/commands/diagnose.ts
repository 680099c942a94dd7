import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { editExperimentText, writeExperimentText } from '@gradscope/formats';
import type { Command } from 'commander';
import {
  didYouMean,
  type Experiment,
  ExperimentError,
  fixedExperiment,
  listText,
  type SymptomKind,
  symptomKinds,
  type Verdict,
} from 'gradscope';
import { CliError } from '../cliError.ts';
import { experimentFault } from '../experimentFault.ts';
import { type ImportSettings, importOptions, importOptionsOf } from '../logs/importOptions.ts';
import { isLogPath, readLogs } from '../logs/readLogs.ts';
import { claimFile } from '../output/claimFile.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { readExperiment, STANDARD_INPUT, shownFile } from '../readExperiment.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print, printError } from '../terminal/print.ts';
import { diagnosisJson } from './diagnoseJson.ts';
import { reportVerdicts } from './diagnoseLogs.ts';
import { diagnosisText } from './diagnoseText.ts';
import { diagnoseWithTwins } from './twinCommand.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withinBudget } from './withinBudget.ts';

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
const INTERRUPTED = 130;

interface DiagnoseSettings extends ImportSettings {
  readonly steps?: number;
  readonly budget?: number;
  readonly seeds?: number;
  readonly threads?: number;
  readonly remedies: boolean;
  readonly out?: string;
  /** The file to write; true for the experiment's own file. */
  readonly fix?: string | true;
  readonly failOn?: readonly FailKind[];
  readonly twin?: boolean;
  readonly json?: boolean;
}

/** Adds `gradscope diagnose`. */
export function addDiagnose(program: Command, quit: () => void, done: (exitCode: number) => void): void {
  const command = program
    .command('diagnose')
    .summary('find out why a network does not train, where, and what to change')
    .description(
      'Runs every network of an experiment for a while, says what is wrong with it and in which layers, and tries single ' +
        'changes: a change is proven only if the network then trains, with this seed and with others. For runs of other programs it reads ' +
        'their logs (TensorBoard, JSONL, CSV, npz, safetensors, folders of them), and suggests remedies without proof.',
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
      failKinds,
    )
    .option('--json', 'print one JSON document instead of text');
  importOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], settings: DiagnoseSettings) => {
      if (settings.fix !== undefined && !settings.remedies) {
        throw new CliError('--fix: expected remedies to be tried, got --no-remedies');
      }
      const logs = paths.filter(isLogPath);
      if (logs.length === paths.length) {
        refuseForLogs(settings);
        const read = await readLogs(paths, importOptionsOf(settings));
        done(settings.twin ? await diagnoseWithTwins(read, settings, quit) : reportVerdicts(read, settings));
      } else if (settings.twin) {
        throw new CliError(`--twin: expected logs only, got ${paths.join(' ')}`);
      } else if (paths.length > 1) {
        throw new CliError(`paths: expected one experiment, or logs only, got ${paths.join(' ')}`);
      } else done(await diagnoseFile(paths[0], settings, quit));
    });
}

/** Options that would need to run the network again. */
const OF_EXPERIMENTS = ['steps', 'budget', 'seeds', 'out', 'fix'] as const;

function refuseForLogs(settings: DiagnoseSettings): void {
  const option = OF_EXPERIMENTS.find(
    name => settings[name] !== undefined && (name === 'out' || !settings.twin),
  );
  if (!option) return;
  const hint =
    option === 'out'
      ? ': gradscope report draws them'
      : ', which cannot be run again; with --twin a network like theirs is';
  throw new CliError(`--${option}: expected an experiment, got logs${hint}`);
}

async function diagnoseFile(file: string, settings: DiagnoseSettings, quit: () => void): Promise<number> {
  const { experiment, table, text } = await readExperiment(file);
  const { steps, seeds, remedies, budget, out, threads = availableParallelism() } = settings;
  const fix = settings.fix === true ? file : settings.fix;
  if (settings.fix === true && file === STANDARD_INPUT)
    throw new CliError(
      '--fix: expected a file to write, since the experiment comes from standard input, got none',
    );
  if (fix !== undefined) claimFile('--fix', fix);
  if (out !== undefined) claimFolder(out);
  return withinBudget(budget, quit, async ({ ended, interrupted }) => {
    // Imported only now: loading the threads takes longer than refusing or printing help.
    const { diagnoseExperiment } = await import('./diagnoseExperiment.ts');
    const verdicts = await diagnoseExperiment(experiment, {
      table,
      threads,
      steps,
      seeds,
      remedies,
      signal: ended,
      onPhase: (name, trials, each) => status(`Diagnosing ${name}: ${trials} runs of up to ${each} steps …`),
    });
    status();
    const partial = verdicts.length < experiment.networks.length || verdicts.some(verdict => verdict.partial);
    print(settings.json ? diagnosisJson(verdicts, partial) : diagnosisText(verdicts));
    if (partial) printError(`${stoppedText(verdicts, experiment.networks.length)}\n`);
    if (fix !== undefined) writeFix(fix, { file, text, experiment }, verdicts);
    if (out !== undefined) await writeDiagnosis(out, verdicts, { partial, signal: interrupted });
    return interrupted.aborted ? INTERRUPTED : exitCode(verdicts, settings.failOn);
  }).catch(error => {
    throw error instanceof ExperimentError ? experimentFault(shownFile(file), text, error) : error;
  });
}

async function writeDiagnosis(
  folder: string,
  verdicts: readonly Verdict[],
  { partial, signal }: { readonly partial: boolean; readonly signal: AbortSignal },
): Promise<void> {
  writeWhole(join(folder, 'diagnosis.json'), diagnosisJson(verdicts, partial));
  // Imported only now, like the threads, because the drawing code is large.
  const { diagnosisFigures } = await import('../figures/diagnosisFigures.ts');
  const { writeFigures } = await import('../output/writeFigures.ts');
  const figures = diagnosisFigures(verdicts);
  const { missing, leftOut } = await writeFigures(folder, figures, {
    signal,
    write: async (path, content) => writeWhole(path, content()),
    note: line => printError(`${line}\n`),
  });
  const drawn = figures
    .map(({ name }) => join(folder, 'figures', `${name}.png`))
    .filter(path => !missing.includes(path));
  printError(`${[join(folder, 'diagnosis.json'), ...drawn].join('\n')}\n`);
  if (leftOut.length > 0) printError(`Interrupted: not drawn: ${listText(leftOut)}\n`);
}

/** The file's own text with the fix applied; written anew if the copy is in the other language. */
function fixedText(
  path: string,
  { file, text }: Pick<Source, 'file' | 'text'>,
  experiment: Experiment,
): string {
  const [isJson, wasJson] = [path.endsWith('.json'), file.endsWith('.json')];
  if (isJson === wasJson) return editExperimentText(text, file, experiment);
  return isJson ? `${JSON.stringify(experiment, null, 2)}\n` : writeExperimentText(experiment);
}

/** An experiment, and its file. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly experiment: Experiment;
}

function writeFix(path: string, { file, text, experiment }: Source, verdicts: readonly Verdict[]): void {
  const { experiment: patched, fixed, left } = fixedExperiment(experiment, verdicts);
  // A copy in another folder names its table from there.
  const { data } = patched;
  const from = relative(dirname(path), dirname(file));
  const moved =
    data.kind === 'table' && !isAbsolute(data.file) ? { ...data, file: join(from, data.file) } : data;
  const written = from === '' ? patched : { ...patched, data: moved };
  if (fixed.length > 0) writeWhole(path, fixedText(path, { file, text }, written));
  const fixes = fixed.map(({ name, change }) => `${name} with ${change}`).join(', ');
  const lines = [
    ...(fixed.length > 0 ? [`${path}: ${fixes}`] : [`${path}: not written, since no network is fixed`]),
    ...left.map(name => `${name}: not fixed; no proven change leaves the other networks as they are`),
  ];
  printError(`${lines.join('\n')}\n`);
}

/** A network that is held back trains: it counts only if requested. */
function exitCode(verdicts: readonly Verdict[], failOn: readonly FailKind[] = []): number {
  const counted = verdicts.filter(({ state }) => state === 'faulty' || failOn.includes('heldBack'));
  const isMeant = ({ state, symptoms }: Verdict) =>
    failOn.some(kind => kind === state || symptoms.some(symptom => symptom.kind === kind));
  return counted.some(isMeant) ? 1 : 0;
}

const stoppedText = (verdicts: readonly Verdict[], networks: number): string =>
  `Stopped early: ${verdicts.length} of ${networks} networks have a verdict, the last one perhaps of fewer runs.`;

/** Values of `--fail-on`. */
type FailKind = SymptomKind | 'heldBack';

function failKinds(text: string): FailKind[] {
  const all = [...Object.keys(symptomKinds), 'heldBack'] as FailKind[];
  return text.split(',').map(word => {
    const kind = all.find(name => name === word.trim());
    if (kind) return kind;
    const got = JSON.stringify(word) + didYouMean(word, all);
    throw new CliError(`--fail-on: expected some of ${all.join(',')}, got ${got}`);
  });
}
