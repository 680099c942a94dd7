import { formatsOf } from '@gradscope/formats/files';
import { type Command, Option } from 'commander';
import { CliError } from '../cliError.ts';
import type { ExportSettings } from './exportRun.ts';
import { oneOf } from './oneOf.ts';

const PRECISIONS = ['float64', 'float32'] as const;

const details = () => `
One file a network:
${linesOf(formatsOf('network').map(([name, { network }]) => [name, network.holds]))}
One file for all:
${linesOf(formatsOf('experiment').map(([name, { experiment }]) => [name, experiment.holds]))}

The folder of the run has the .npz files already: --out copies them, --compress
makes them smaller.

Examples:
  $ gradscope export out/notebook --to onnx --network relu --out relu.onnx
  $ gradscope export out/notebook --to parquet
  $ gradscope export out/notebook --to events && tensorboard --logdir out/notebook/events
  $ gradscope export out/notebook --to numpy --out train.py && python3 train.py
`;

const linesOf = (rows: readonly (readonly [name: string, holds: string])[]): string =>
  rows.map(([name, holds]) => `  ${name.padEnd(11)}  ${holds}`).join('\n');

/** Adds `gradscope export`. */
export function addExport(program: Command): void {
  const formats = [...formatsOf('network'), ...formatsOf('experiment')].map(([name]) => name);
  program
    .command('export')
    .summary('give a run to other programs: ONNX, TensorBoard, PyTorch, NumPy, pandas, Jupyter')
    .description('Writes what gradscope train has left in a folder in the formats of other programs.')
    .argument('<run>', 'the folder that gradscope train wrote')
    .addOption(
      new Option('--to <format>', 'what to write').choices(formats).argParser(oneOf('--to', formats)),
    )
    .option('--out <path>', 'a file if one file is written, else a folder (default: the folder of the run)')
    .option('--network <name>', 'only this network; by default all of them')
    .addOption(
      new Option('--precision <precision>', "of ONNX's numbers (default: the run's)")
        .choices(PRECISIONS)
        .argParser(oneOf('--precision', PRECISIONS)),
    )
    .option('--compress', 'deflate the arrays of an .npz file, as numpy.savez_compressed does')
    .option('--json', 'print one JSON document with the paths instead of text')
    .addHelpText('after', details())
    .action(async (run: string, settings: Partial<ExportSettings>) => {
      const { to } = settings;
      if (!to) throw new CliError(`--to: expected ${formats.join(' or ')}, got none`);
      // Imported only now: loading the formats takes longer than refusing or printing help.
      const { exportRun } = await import('./exportRun.ts');
      await exportRun(run, { ...settings, to });
    });
}
