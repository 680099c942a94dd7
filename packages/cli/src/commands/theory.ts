import type { Command } from 'commander';
import { CliError } from '../cliError.ts';
import { readExperiment } from '../readExperiment.ts';
import { status } from '../terminal/liveTerminal.ts';
import { print } from '../terminal/print.ts';
import { factorTable } from './factorTable.ts';
import { fixedPointFacts, fixedPointJson } from './fixedPointFacts.ts';
import { fixedPointText } from './fixedPointText.ts';
import { type NetworkFactors, predictedAndMeasured } from './predictedAndMeasured.ts';

const EXAMPLES = `
Examples:
  $ gradscope theory examples/notebook.yaml
  $ gradscope theory --activation tanh --sigma-w 1.3 --sigma-b 0.3
  $ gradscope theory --activation tanh --sigma-b 0.3     at the critical σw
`;

const LARGEST_SIGMA = 1000;

interface TheorySettings {
  readonly activation?: string;
  readonly sigmaW?: number;
  readonly sigmaB?: number;
  readonly json?: boolean;
}

/** Adds `gradscope theory`. */
export function addTheory(program: Command): void {
  program
    .command('theory')
    .summary('predict how gradients flow, by mean-field theory')
    .description(
      'For an experiment: how the gradient changes from layer to layer, predicted from the distribution of the initial weights, ' +
        'and measured. For an activation: the fixed point of wide networks with W ~ N(0, σw²/fanIn) and b ~ N(0, σb²).',
    )
    .argument('[experiment]', 'the experiment file, or - for standard input')
    .option('--activation <name>', 'an activation, instead of an experiment')
    .option(
      '--sigma-w <σw>',
      'its σw; by default the critical one, at which gradients keep their size',
      sigma('--sigma-w'),
    )
    .option('--sigma-b <σb>', 'its σb; 0 by default', sigma('--sigma-b'))
    .option('--json', 'print one JSON document instead of the table')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, settings: TheorySettings) => {
      print(
        settings.activation === undefined
          ? await experimentTheory(file, settings)
          : activationTheory(file, settings.activation, settings),
      );
    });
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
  return `${JSON.stringify({ networks: networks.map(({ name, layers }) => ({ name, layers })) }, null, 2)}\n`;
}

/** Reads the value of `option`. */
function sigma(option: string): (text: string) => number {
  return text => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= 0 && value <= LARGEST_SIGMA) return value;
    throw new CliError(
      `${option}: expected a number from 0 to ${LARGEST_SIGMA}, got ${JSON.stringify(text)}`,
    );
  };
}
