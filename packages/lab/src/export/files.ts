import {
  beyondScripts,
  formatsOf,
  type NetworkFormat,
  type NotebookFigure,
  type ScriptLibraryName,
} from '@gradscope/formats';
import type { Run } from 'gradscope';
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
    { heading: 'The trained networks', kinds: runKinds(lab, 'network') },
    { heading: 'What was recorded', kinds: [...runKinds(lab, 'record'), ...dataKinds(lab)] },
    { heading: 'To train them again', kinds: experimentKinds(lab) },
  ];
  return groups.filter(({ kinds }) => kinds.length > 0);
}

/** Kinds with a file for each network. */
function runKinds({ session, experiment }: LabState, of: NetworkFormat['of']): FileKind[] {
  const opened = session.runs.value.filter(run => run.opened.value);
  if (opened.length === 0) return [];
  const formats = formatsOf('network').filter(([, { network }]) => network.of === of);
  return formats.map(
    ([
      format,
      {
        title,
        endings,
        network: { holds, needsNoParameters },
      },
    ]) => ({
      title,
      holds,
      files: opened.map(run => ({
        name: `${run.name}${endings[0]}`,
        network: run,
        lack: needsNoParameters || run.isAlive ? undefined : `${run.name}: ${run.state.value.trouble}`,
        order: async () => {
          const trained = needsNoParameters ? run.asRun()! : await asItStands(run);
          const { data } = run.opened.value!;
          const network = { experiment: experiment.value, data, run: trained, ...NO_TIME };
          return { kind: 'run', format, network } as const;
        },
      })),
    }),
  );
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

/** Kinds with a file for all networks. */
function experimentKinds(lab: LabState): FileKind[] {
  const experiment = lab.experiment.value;
  const data = lab.session.data.value;
  const remark = forksOf(lab);
  const forked = remark && `${remark} A script cannot train the parts before.`;
  const lackOf = (library: ScriptLibraryName) =>
    forked || beyondScripts(experiment, library).join('; ') || undefined;
  const formats = formatsOf('experiment').filter(([, { experiment }]) => data || !experiment.script);
  return formats.map(
    ([
      format,
      {
        title,
        experiment: { file, holds, script, needsFigures },
      },
    ]) => ({
      title,
      holds: remark && !script ? `${holds}. ${remark}` : holds,
      files: [
        {
          name: file,
          lack: script && lackOf(script),
          order: async () => {
            const figures = needsFigures ? await picturesOf(lab) : [];
            const whole = { experiment: lab.experiment.value, remark, data, figures };
            return { kind: 'experiment', format, whole } as const;
          },
        },
      ],
    }),
  );
}

async function picturesOf(lab: LabState): Promise<NotebookFigure[]> {
  const { notebookPictures } = await import('./notebookPictures.ts');
  return notebookPictures(lab.session.drawable.value);
}

/** A note that the experiment covers only the last part of the run; empty if it covers all. */
function forksOf(lab: LabState): string {
  const forks = lab.url.value.run.slice(1).map(({ from }) => from);
  return forks.length > 0 ? `Forked at step ${forks.join(', ')}: this is the last part.` : '';
}
