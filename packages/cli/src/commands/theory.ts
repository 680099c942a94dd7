import type { Command } from 'commander';
import { CliError } from '../cliError.ts';
import type { TheorySettings } from './printTheory.ts';

const EXAMPLES = `
Examples:
  $ gradscope theory examples/notebook.yaml
  $ gradscope theory --activation tanh --sigma-w 1.3 --sigma-b 0.3
  $ gradscope theory --activation tanh --sigma-b 0.3     at the critical σw
`;

const LARGEST_SIGMA = 1000;

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
      const { printTheory } = await import('./printTheory.ts');
      await printTheory(file, settings);
    });
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
