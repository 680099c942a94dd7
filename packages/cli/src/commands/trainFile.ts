import { basename, extname, join } from 'node:path';
import { readExperiment, STANDARD_INPUT } from '../readExperiment.ts';
import type { TrainingSettings } from './trainExperiment.ts';

export interface TrainFileSettings extends TrainingSettings {
  /** Steps to train, instead of the file's. */
  readonly steps?: number;
}

/**
 * Trains the networks of an experiment file, and writes their numbers, figures and a report.
 *
 * @returns the exit code
 * @throws CliError if the file is invalid
 */
export async function trainFile(
  file: string,
  { steps, ...settings }: TrainFileSettings,
  quit: () => void,
): Promise<number> {
  const { experiment, text, table, guess } = await readExperiment(file, steps);
  const headings = experiment.networks.map(({ name }) => name);
  const name = file === STANDARD_INPUT ? 'experiment' : basename(file, extname(file));
  const folder = settings.out ?? join('out', name);
  // Imported only now: loading the drawing code takes longer than refusing.
  const { trainExperiment } = await import('./trainExperiment.ts');
  const job = { experiment, text, table, guess, folder, headings, file, notebook: false };
  return trainExperiment(job, settings, quit);
}
