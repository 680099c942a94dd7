import type { MapCell } from '@gradscope/figures';
import {
  type Experiment,
  ExperimentError,
  expandSweep,
  loadData,
  loadLayers,
  type Sweep,
  type SymptomFinder,
  symptomFinder,
  type Table,
  trainBatch,
} from 'gradscope';
import type { FillAnswer, FillJob } from './fillMessages.ts';

/** A sweep as this worker has read it. */
interface ReadSweep {
  readonly key: string;
  readonly sweep: Sweep;
  readonly table: Table | undefined;
  readonly findSymptom: SymptomFinder;
}

let last: ReadSweep | undefined;

// Errors in the answer must reach the page, like uncaught ones.
globalThis.onmessage = ({ data }: MessageEvent<FillJob>) => answer(data).catch(reportError);

async function answer(job: FillJob): Promise<void> {
  const key = JSON.stringify(job.sweep);
  if (last?.key !== key) last = await read(key, job);
  postMessage(await fill(last, job));
}

async function read(key: string, { sweep, table: file }: FillJob): Promise<ReadSweep> {
  const expanded = expandSweep(sweep);
  const table = file && (await rowsOf(file, expanded));
  return { key, sweep: expanded, table, findSymptom: symptomFinder(table) };
}

/** The code that reads files is loaded only if there is one. */
async function rowsOf(file: File, sweep: Sweep): Promise<Table> {
  const { readAnyTable } = await import('@gradscope/formats');
  const { data } = sweep.experimentAt(0);
  const header = data.kind === 'table' ? data.header : undefined;
  return readAnyTable(new Uint8Array(await file.arrayBuffer()), file.name, { header });
}

async function fill(
  { sweep, table, findSymptom }: ReadSweep,
  { indices, known, symptoms }: FillJob,
): Promise<FillAnswer> {
  await loadLayers();
  const experiments: (Experiment | undefined)[] = [];
  let complaint: string | undefined;
  for (const index of indices) {
    try {
      experiments.push(sweep.experimentAt(index));
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      complaint = error.message;
      experiments.push(undefined);
    }
  }
  for (const experiment of experiments) if (experiment) await loadData(experiment.data);
  const trained = trainMissing({ sweep, table }, experiments, known);
  const cells = trained.map((cell, k) => {
    const experiment = experiments[k];
    return symptoms && cell && experiment ? { ...cell, symptom: findSymptom(experiment, cell) } : cell;
  });
  return { cells, complaint };
}

/** Missing runs are trained all at once, which is fastest. */
function trainMissing(
  { sweep: { target }, table }: Pick<ReadSweep, 'sweep' | 'table'>,
  experiments: readonly (Experiment | undefined)[],
  known: readonly (MapCell | undefined)[],
): (MapCell | undefined)[] {
  const missing = experiments.flatMap((experiment, k) => (experiment && !known[k] ? [experiment] : []));
  const summaries = trainBatch(
    missing.map(experiment => ({ experiment, table })),
    target === undefined ? {} : { target },
  ).values();
  return experiments.map((experiment, k) => known[k] ?? (experiment && summaries.next().value));
}
