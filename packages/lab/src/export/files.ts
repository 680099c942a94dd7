import { beyondScripts, type RunFormatName } from '@gradscope/formats';
import type { AnyDataset, Run } from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';
import type { LabState } from '../state/labState.ts';
import type { ExportOrder } from './exportMessages.ts';

/** A file that can be made from what the page shows. */
export interface ExportFile {
  readonly name: string;
  /** Its network; undefined if it covers all. */
  readonly network?: Pick<NetworkRun, 'name' | 'index'>;
  /** Why it cannot be made; undefined if it can. */
  readonly lack?: string | undefined;
  readonly order: () => ExportOrder | Promise<ExportOrder>;
}

/** One kind of file: one for all networks, or one each. */
export interface FileKind {
  readonly title: string;
  readonly holds: string;
  readonly files: readonly ExportFile[];
}

export interface FileGroup {
  readonly heading: string;
  readonly kinds: readonly FileKind[];
}

/** All files except figures, the most popular first. */
export function fileGroups(lab: LabState): FileGroup[] {
  const groups = [
    { heading: 'The trained networks', kinds: [...runKinds(lab, NETWORK_FORMATS)] },
    { heading: 'What was recorded', kinds: [...runKinds(lab, RECORD_FORMATS), ...dataKinds(lab)] },
    { heading: 'To train them again', kinds: [experimentKind(lab), ...programKinds(lab)] },
  ];
  return groups.filter(({ kinds }) => kinds.length > 0);
}

interface RunKind {
  readonly format: RunFormatName;
  readonly suffix: string;
  readonly title: string;
  readonly holds: string;
  /** True if it needs only the records, which exist even if the training worker does not. */
  readonly isHistory?: true;
}

const NETWORK_FORMATS: readonly RunKind[] = [
  { format: 'onnx', suffix: '.onnx', title: 'ONNX', holds: 'the network, for onnxruntime and others' },
  { format: 'safetensors', suffix: '.safetensors', title: 'safetensors', holds: 'weights and biases' },
];

const RECORD_FORMATS: readonly RunKind[] = [
  {
    format: 'csv',
    suffix: '.csv',
    title: 'CSV',
    holds: 'a row for each recorded step',
    isHistory: true,
  },
  {
    format: 'parquet',
    suffix: '.parquet',
    title: 'Parquet',
    holds: 'the same, for pandas and polars',
    isHistory: true,
  },
  { format: 'npz', suffix: '.npz', title: 'NumPy', holds: 'the same, with data, weights and biases' },
  {
    format: 'events',
    suffix: '.tfevents',
    title: 'TensorBoard',
    holds: 'curves and histograms; each network in its own folder',
  },
];

/** Kinds with a file for each network. */
function runKinds({ session, experiment }: LabState, formats: readonly RunKind[]): FileKind[] {
  const opened = session.runs.value.filter(run => run.opened.value);
  if (opened.length === 0) return [];
  return formats.map(({ format, suffix, title, holds, isHistory }) => ({
    title,
    holds,
    files: opened.map(run => ({
      name: `${run.name}${suffix}`,
      network: run,
      lack: isHistory || run.isAlive ? undefined : `${run.name}: ${run.state.value.trouble}`,
      order: async () => {
        const trained = isHistory ? run.asRun()! : await asItStands(run);
        const { data } = run.opened.value!;
        const network = { experiment: experiment.value, data, run: trained, ...NO_TIME };
        return { kind: 'run', format, network } as const;
      },
    })),
  }));
}

/** The user of a page pauses, goes back and trains again, so its steps have no meaningful times. */
const NO_TIME = { startedAt: new Date(), seconds: 0 };

/** With the present parameters. */
async function asItStands(run: NetworkRun): Promise<Run> {
  const { parameters, step } = await run.ask({ kind: 'parameters' });
  return { ...run.asRun()!, final: parameters, steps: step };
}

function dataKinds({ session }: LabState): FileKind[] {
  const data = session.data.value;
  if (!data) return [];
  const file: ExportFile = { name: 'data.csv', order: () => ({ kind: 'data', data }) };
  return [{ title: 'Data', holds: 'the rows that are trained on', files: [file] }];
}

function experimentKind(lab: LabState): FileKind {
  const remark = forksOf(lab);
  const file: ExportFile = {
    name: 'experiment.yaml',
    order: () => ({ kind: 'experiment', experiment: lab.experiment.value, remark }),
  };
  return {
    title: 'Experiment',
    holds: remark ? `for gradscope train. ${remark}` : 'for gradscope train',
    files: [file],
  };
}

/** A note that the experiment covers only the last part of the run; empty if it covers all. */
function forksOf(lab: LabState): string {
  const forks = lab.url.value.run.slice(1).map(({ from }) => from);
  return forks.length > 0 ? `Forked at step ${forks.join(', ')}: this is the last part.` : '';
}

function programKinds(lab: LabState): FileKind[] {
  const data = lab.session.data.value;
  if (!data) return [];
  const experiment = lab.experiment.value;
  const forked = forksOf(lab) && `${forksOf(lab)} A script cannot train the parts before.`;
  const lack = forked || beyondScripts(experiment).join('; ') || undefined;
  return [
    {
      title: 'NumPy script',
      holds: 'prints the same losses, to the last digit',
      files: [{ name: 'train_numpy.py', lack, order: () => ({ kind: 'numpy', experiment, data }) }],
    },
    {
      title: 'PyTorch script',
      holds: 'the same with PyTorch’s own layers, gradients and optimizers',
      files: [{ name: 'train_pytorch.py', lack, order: () => ({ kind: 'pytorch', experiment, data }) }],
    },
    {
      title: 'Notebook',
      holds: 'the NumPy script and the figures, for Jupyter',
      files: [{ name: 'notebook.ipynb', lack, order: () => notebookOrder(lab, data) }],
    },
  ];
}

async function notebookOrder(lab: LabState, data: AnyDataset): Promise<ExportOrder> {
  const { notebookPictures } = await import('./notebookPictures.ts');
  const figures = await notebookPictures(lab.session.drawable.value);
  return { kind: 'notebook', experiment: lab.experiment.value, data, figures };
}
