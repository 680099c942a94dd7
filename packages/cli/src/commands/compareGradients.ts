import { readExperiment } from '../readExperiment.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print } from '../terminal/print.ts';
import { checkExperiment, largestError } from './checkExperiment.ts';
import { gradientTable } from './gradientTable.ts';

export interface GradientSettings {
  readonly json?: boolean;
  /** The largest relative error to accept. */
  readonly failOn?: number;
}

/**
 * Compares backpropagation with central differences for the networks of a file, and prints both.
 *
 * @returns the exit code
 * @throws CliError if the file is invalid
 */
export async function compareGradients(file: string, { json, failOn }: GradientSettings): Promise<number> {
  const { experiment, table } = await readExperiment(file);
  const checks = checkExperiment(experiment, table, name => status(`Checking ${name} …`));
  status();
  const largest = largestError(checks);
  print(
    json ? `${JSON.stringify({ checks, largest: largest.relativeError }, null, 2)}\n` : gradientTable(checks),
  );
  return failOn === undefined || largest.relativeError <= failOn ? 0 : 1;
}
