import { type Command, Option } from 'commander';
import { CliError } from '../cliError.ts';
import { FORMATS } from './exportFormats.ts';
import type { ExportSettings } from './exportRun.ts';
import { oneOf } from './oneOf.ts';

const PRECISIONS = ['float64', 'float32'] as const;

const DETAILS = `
One file a network:
  npz          data, parameters and history (the folder has it already; --out copies it,
               --compress makes it smaller)
  csv          what was recorded, a row for each step: step, loss, accuracy, grad_l2_1, …
  parquet      the same, for pandas and polars
  safetensors  the trained parameters, W1 [inputs, outputs], b1, …
  onnx         the trained network: x gives scores and probabilities, or values
  events       curves and histograms for TensorBoard, in a folder for each network
One file for all:
  numpy        a Python script that retrains the networks from the same seed, to the same losses
  pytorch      the same with PyTorch
  ipynb        the NumPy script as a Jupyter notebook, with the run's figures
  yaml         the experiment

Examples:
  $ gradscope export out/notebook --to onnx --network relu --out relu.onnx
  $ gradscope export out/notebook --to parquet
  $ gradscope export out/notebook --to events && tensorboard --logdir out/notebook/events
  $ gradscope export out/notebook --to numpy --out train.py && python3 train.py
`;

/** Adds `gradscope export`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .summary('give a run to other programs: ONNX, TensorBoard, PyTorch, NumPy, pandas, Jupyter')
    .description('Writes what gradscope train has left in a folder in the formats of other programs.')
    .argument('<run>', 'the folder that gradscope train wrote')
    .addOption(
      new Option('--to <format>', 'what to write').choices(FORMATS).argParser(oneOf('--to', FORMATS)),
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
    .addHelpText('after', DETAILS)
    .action(async (run: string, settings: Partial<ExportSettings>) => {
      const { to } = settings;
      if (!to) throw new CliError(`--to: expected ${FORMATS.join(' or ')}, got none`);
      // Imported only now: loading the formats takes longer than refusing or printing help.
      const { exportRun } = await import('./exportRun.ts');
      await exportRun(run, { ...settings, to });
    });
}
