import {
  type NotebookFigure,
  writeExperimentText,
  writeNotebook,
  writeNumpyScript,
  writePytorchScript,
} from '@gradscope/formats';
import { CliError } from '../cliError.ts';
import type { RunFolder } from '../readRunFolder.ts';
import { svgText } from '../render/svgText.ts';
import { printError } from '../terminal/print.ts';
import type { FormatName } from './exportFormats.ts';

/** A format with one file for all networks. */
interface ExperimentFormat {
  readonly name: string;
  readonly holds: string;
  readonly write: (run: RunFolder) => string | Promise<string>;
}

/** The formats with one file for all networks. */
export const experimentFormats = {
  numpy: {
    name: 'train_numpy.py',
    holds: 'a script that trains the networks with NumPy, to the same losses',
    write: run => writeNumpyScript(run.experiment, dataOf(run)),
  },
  pytorch: {
    name: 'train_pytorch.py',
    holds: 'a script that trains the networks with PyTorch, to the same losses',
    write: run => writePytorchScript(run.experiment, dataOf(run)),
  },
  ipynb: {
    name: 'notebook.ipynb',
    holds: 'the NumPy script as a Jupyter notebook, with figures',
    write: async run => writeNotebook(run.experiment, dataOf(run), await figuresOf(run)),
  },
  yaml: {
    name: 'experiment.yaml',
    holds: 'the experiment',
    write: ({ experiment }) => tableNote(experiment.data.kind) + writeExperimentText(experiment),
  },
} as const satisfies Readonly<Record<string, ExperimentFormat>>;

export function isExperimentFormat(format: FormatName): format is keyof typeof experimentFormats {
  return format in experimentFormats;
}

function tableNote(kind: string): string {
  return kind === 'table' ? "# The table's path is from the folder that this file must be put into.\n" : '';
}

/** All networks of a run learn the same data. */
function dataOf({ folder, names, read }: RunFolder) {
  const [first] = names;
  if (first === undefined) throw new CliError(`${folder}: expected a trained network, got none`);
  return read(first).data;
}

async function figuresOf({ names, read }: RunFolder): Promise<NotebookFigure[]> {
  const { notebookFigures } = await import('@gradscope/figures');
  const { svgDocument } = await import('../render/svgDocument.ts');
  const { svgToPng } = await import('../render/rasterize.ts');
  const document = svgDocument();
  const figures: NotebookFigure[] = [];
  for (const { title, draw } of notebookFigures(names.map(name => read(name).run))) {
    try {
      figures.push({ title, png: await svgToPng(svgText(draw({ document }))) });
    } catch (error) {
      printError(`notebook.ipynb: without the figure "${title}" (${(error as Error).message})\n`);
    }
  }
  return figures;
}
