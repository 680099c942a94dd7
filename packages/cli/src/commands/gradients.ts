import type { Command } from 'commander';
import { CliError } from '../cliError.ts';
import type { GradientSettings } from './compareGradients.ts';

const EXAMPLES = `
Examples:
  $ gradscope gradients examples/notebook.yaml
  $ gradscope gradients examples/notebook.yaml --fail-on 1e-8
`;

/** Adds `gradscope gradients`. */
export function addGradients(program: Command, done: (exitCode: number) => void): void {
  program
    .command('gradients')
    .summary('compare backpropagation with central differences')
    .description(
      'Compares the gradient that backpropagation finds with central differences, in float64, for every parameter tensor ' +
        'of every network at its initial parameters. The error is relative to the largest entry of the layer.',
    )
    .argument('<experiment>', 'the experiment file, or - for standard input')
    .option('--fail-on <error>', 'exit with 1 if the largest relative error exceeds this', positive)
    .option('--json', 'print one JSON document instead of the table')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, settings: GradientSettings) => {
      const { compareGradients } = await import('./compareGradients.ts');
      done(await compareGradients(file, settings));
    });
}

function positive(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new CliError(`--fail-on: expected a number above 0, got ${JSON.stringify(text)}`);
}
