import type { AnyDataset, Experiment } from 'gradscope';
import { base64Of } from '../base64.ts';
import { numpySections } from '../script/numpyScript.ts';

/** A picture for a notebook. */
export interface NotebookFigure {
  readonly title: string;
  /** The bytes of a PNG file. */
  readonly png: Uint8Array;
}

interface Cell {
  readonly cell_type: 'markdown' | 'code';
  readonly source: string;
  readonly figure?: NotebookFigure;
}

/**
 * A Jupyter notebook with the NumPy script of an experiment in cells, section by section, and figures of its
 * run. It has not been run: its cells have no output yet.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @param figures shown after the program
 * @throws FormatError if scripts do not cover the experiment: `beyondScripts`
 *
 * Source: nbformat 4.5, `nbformat.v4.5.schema.json`.
 */
export function writeNotebook(
  experiment: Experiment,
  data: AnyDataset,
  figures: readonly NotebookFigure[] = [],
): string {
  const [head, ...sections] = numpySections(experiment, data);
  const cells: Cell[] = [
    { cell_type: 'markdown', source: introduction(experiment) },
    { cell_type: 'code', source: head.code },
    ...sections.flatMap(({ heading, code }): Cell[] => [
      { cell_type: 'markdown', source: `## ${heading}` },
      { cell_type: 'code', source: code },
    ]),
    ...(figures.length > 0 ? [{ cell_type: 'markdown', source: FIGURES } as const] : []),
    ...figures.map((figure): Cell => ({ cell_type: 'markdown', source: '', figure })),
  ];
  const notebook = { cells: cells.map(cellJson), metadata: METADATA, nbformat: 4, nbformat_minor: 5 };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

const METADATA = {
  kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
  language_info: { name: 'python' },
};

/** Its name in the cell that shows it: attachments belong to their cell. */
const FIGURE = 'figure.png';

const FIGURES = `## Figures

What Gradscope drew of this run.`;

function introduction({ networks, seed, training }: Experiment): string {
  const names = networks.map(({ name }) => `*${name}*`).join(', ');
  return `# Gradients of ${names}

Trained with NumPy alone for ${training.steps} steps from seed ${seed}: it prints the losses that Gradscope has, to the last digit.
Random numbers come from one stream, so run the cells from the first to the last.`;
}

function cellJson({ cell_type, source, figure }: Cell, index: number): object {
  const common = { cell_type, id: `cell-${index + 1}`, metadata: {} };
  if (cell_type === 'code') {
    return { ...common, execution_count: null, outputs: [], source: sourceLines(source.trim()) };
  }
  if (!figure) return { ...common, source: sourceLines(source) };
  return {
    ...common,
    attachments: { [FIGURE]: { 'image/png': base64Of(figure.png) } },
    source: sourceLines(`![${figure.title.replaceAll(/[[\]]/g, '')}](attachment:${FIGURE})`),
  };
}

/** The text as notebooks keep it: a list of lines, each with its newline but the last. */
function sourceLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
