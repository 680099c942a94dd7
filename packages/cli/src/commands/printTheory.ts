import { CliError } from '../cliError.ts';
import { readExperiment } from '../readExperiment.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print } from '../terminal/print.ts';
import { factorTable } from './factorTable.ts';
import { fixedPointFacts, fixedPointJson } from './fixedPointFacts.ts';
import { fixedPointText } from './fixedPointText.ts';
import { type NetworkFactors, predictedAndMeasured } from './predictedAndMeasured.ts';

export interface TheorySettings {
  /** The name of an activation, instead of an experiment. */
  readonly activation?: string;
  readonly sigmaW?: number;
  readonly sigmaB?: number;
  readonly json?: boolean;
}

/**
 * Prints what mean-field theory says of an experiment file, or of an activation.
 *
 * @throws CliError unless it is exactly one of them, and valid
 */
export async function printTheory(file: string | undefined, settings: TheorySettings): Promise<void> {
  print(
    settings.activation === undefined
      ? await experimentTheory(file, settings)
      : activationTheory(file, settings.activation, settings),
  );
}

async function experimentTheory(file: string | undefined, settings: TheorySettings): Promise<string> {
  if (settings.sigmaW !== undefined) throw new CliError('--sigma-w: expected --activation with it, got none');
  if (settings.sigmaB !== undefined) throw new CliError('--sigma-b: expected --activation with it, got none');
  if (file === undefined)
    throw new CliError('theory: expected an experiment file or --activation, got neither');
  const { experiment, table } = await readExperiment(file);
  const networks = predictedAndMeasured(experiment, table, name => status(`Measuring ${name} …`));
  status();
  return settings.json ? factorJson(networks) : factorTable(networks);
}

function activationTheory(
  file: string | undefined,
  activation: string,
  { sigmaW, sigmaB = 0, json }: TheorySettings,
): string {
  if (file !== undefined) throw new CliError('theory: expected an experiment file or --activation, got both');
  const facts = fixedPointFacts(activation, sigmaW, sigmaB);
  return json ? fixedPointJson(facts) : fixedPointText(facts);
}

/** NaN and infinity, which JSON lacks, are null. */
function factorJson(networks: readonly NetworkFactors[]): string {
  return `${JSON.stringify({ networks: networks.map(({ name, layers, time }) => ({ name, layers, ...(time.length > 0 && { time }) })) }, null, 2)}\n`;
}
