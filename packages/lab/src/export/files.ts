import {
  beyondScripts,
  runArrays,
  writeExperimentText,
  writeNpz,
  writeNumpyScript,
  writePytorchScript,
} from '@gradscope/formats';
import type { AnyDataset } from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';
import type { LabState } from '../state/labState.ts';
import { dataCsv, historyCsv } from './csv.ts';

/** A file that can be made of what the page shows. */
export interface ExportFile {
  readonly name: string;
  readonly holds: string;
  /** Why it cannot be made; undefined where it can. */
  readonly lack?: string | undefined;
  readonly make: () => string | Uint8Array | Promise<string | Uint8Array>;
}

/** Everything but figures. */
export function filesOf(lab: LabState): ExportFile[] {
  const { session } = lab;
  const data = session.data.value;
  return [
    ...experimentFiles(lab),
    ...(data ? scriptFiles(lab, data) : []),
    ...(data
      ? [{ name: 'data.csv', holds: 'The rows that are trained on.', make: () => dataCsv(data) }]
      : []),
    ...session.runs.value.flatMap(run => (run.opened.value ? runFiles(run, run.opened.value.data) : [])),
  ];
}

function experimentFiles(lab: LabState): ExportFile[] {
  const forked = forksOf(lab);
  return [
    {
      name: 'experiment.yaml',
      holds: `The experiment, for gradscope train. ${forked}`,
      make: () => (forked && `# ${forked}\n`) + writeExperimentText(lab.experiment.value),
    },
  ];
}

/** What tells that the experiment is only the last part of the run; empty where it is all. */
function forksOf(lab: LabState): string {
  const forks = lab.url.value.run.slice(1).map(({ from }) => from);
  return forks.length > 0 ? `Forked at step ${forks.join(', ')}: this is the last part.` : '';
}

function scriptFiles(lab: LabState, data: AnyDataset): ExportFile[] {
  const experiment = lab.experiment.value;
  const lack = forksOf(lab) || beyondScripts(experiment).join('; ') || undefined;
  return [
    {
      name: 'train.py',
      holds: 'A NumPy script that trains the same networks and prints the same losses.',
      lack,
      make: () => writeNumpyScript(experiment, data),
    },
    {
      name: 'train_pytorch.py',
      holds: 'The same with PyTorch’s own layers, gradients and optimizers.',
      lack,
      make: () => writePytorchScript(experiment, data),
    },
  ];
}

function runFiles(run: NetworkRun, data: AnyDataset): ExportFile[] {
  const lack = run.isAlive ? undefined : run.state.value.trouble;
  return [
    {
      name: `${run.name}.csv`,
      holds: `What was recorded of ${run.name}.`,
      make: () => historyCsv(run.history.peek()),
    },
    {
      name: `${run.name}.npz`,
      holds: `The same for NumPy, with data and parameters, as gradscope train writes them.`,
      lack,
      make: async () => {
        const { parameters } = await run.ask({ kind: 'parameters' });
        return writeNpz(runArrays(data, { ...run.asRun()!, final: parameters }));
      },
    },
  ];
}
