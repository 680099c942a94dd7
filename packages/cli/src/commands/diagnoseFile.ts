import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { editExperimentText, writeExperimentText } from '@gradscope/formats';
import { type Experiment, ExperimentError, fixedExperiment, listText, type Verdict } from 'gradscope';
import { CliError } from '../cliError.ts';
import { experimentFault } from '../experimentFault.ts';
import { claimFile } from '../output/claimFile.ts';
import { claimFolder } from '../output/claimFolder.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { readExperiment, STANDARD_INPUT, shownFile } from '../readExperiment.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print, printError } from '../terminal/print.ts';
import { diagnosisJson } from './diagnoseJson.ts';
import type { DiagnoseSettings } from './diagnoseSettings.ts';
import { diagnosisText } from './diagnoseText.ts';
import type { FailKind } from './failKinds.ts';
import { withinBudget } from './withinBudget.ts';

const INTERRUPTED = 130;

/**
 * Diagnoses the networks of an experiment file, prints the verdicts, and writes what is asked for.
 *
 * @returns the exit code
 * @throws CliError if the file is invalid, or a file cannot be written
 */
export async function diagnoseFile(
  file: string,
  settings: DiagnoseSettings,
  quit: () => void,
): Promise<number> {
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
