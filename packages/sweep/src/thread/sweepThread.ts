import { parameterArrays, readAnyTable, writeNpz } from '@gradscope/formats';
import {
  type Experiment,
  ExperimentError,
  expandSweep,
  type RunSummary,
  recordedSteps,
  runRow,
  type SummaryOptions,
  type Sweep,
  type Table,
  trainBatch,
} from 'gradscope';
import { addOwnKinds, hashOfModules } from '../ownKinds.ts';
import { hash, impossibleRunId, runId } from '../runId.ts';
import type { Identified, IdentifyTask, Outcome, SharedSweep, TrainTask } from './tasks.ts';
import { trainAlone } from './trainAlone.ts';

await addOwnKinds();
const modules = hashOfModules();

/** A sweep as this thread has read it. */
interface ReadSweep {
  readonly sweepId: string;
  readonly sweep: Sweep;
  readonly table: Table | undefined;
  readonly tableHash: string | undefined;
  /** Experiments of the runs identified last, by their places: they are usually trained next. */
  readonly experiments: Map<number, Experiment>;
}

/** The sweep read last: jobs of one sweep come one after the other. */
let last: ReadSweep | undefined;

/** Computes the ids of runs from everything that determines their results; a thread of the pool calls it. */
export async function identify({ sweep: shared, from, to }: IdentifyTask): Promise<Identified[]> {
  const loaded = await read(shared);
  loaded.experiments.clear();
  return Array.from({ length: to - from }, (_, i) => identifyOne(loaded, from + i));
}

function identifyOne({ sweep, sweepId, tableHash, experiments }: ReadSweep, index: number): Identified {
  const values = sweep.valuesAt(index);
  const axes = JSON.stringify(Object.fromEntries(sweep.axes.map(({ name }, i) => [name, values[i]!])));
  try {
    const experiment = sweep.experimentAt(index);
    experiments.set(index, experiment);
    return { index, runId: runId(experiment, { target: sweep.target, tableHash, modules }), axes };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { index, runId: impossibleRunId(sweepId, index), axes, complaint: error.message };
  }
}

/** Trains runs, all at once, or one alone with checkpoints; a thread of the pool calls it. */
export async function train({ sweep: shared, runs, alone }: TrainTask): Promise<Outcome[]> {
  const { sweep, table, experiments: named } = await read(shared);
  const options: SummaryOptions = {
    target: sweep.target,
    losses: sweep.keep.includes('curves'),
    final: sweep.keep.includes('weights'),
  };
  const experiments = runs.map(({ index }) => named.get(index) ?? sweep.experimentAt(index));
  const batch = experiments.map(experiment => ({ experiment, table }));
  if (alone) {
    const trained = trainAlone(batch[0], options, alone);
    return trained ? [outcomeOf(runs[0].runId, experiments[0], trained.summary, trained.seconds)] : [];
  }
  const started = performance.now();
  const summaries = trainBatch(batch, options);
  const seconds = (performance.now() - started) / 1000 / runs.length;
  return summaries.map((summary, i) => outcomeOf(runs[i].runId, experiments[i], summary, seconds));
}

async function read(shared: SharedSweep): Promise<ReadSweep> {
  if (last?.sweepId === shared.sweepId) return last;
  const { document, table, sweepId } = shared;
  const sweep = expandSweep(JSON.parse(new TextDecoder().decode(document.slice())));
  const file = table?.file.slice();
  last = {
    sweepId,
    sweep,
    table: table && file ? await readAnyTable(file, table.name, { header: headerOf(sweep) }) : undefined,
    tableHash: file && hash(file),
    experiments: new Map(),
  };
  return last;
}

/** All runs of a sweep read one table, in one way. */
function headerOf(sweep: Sweep): boolean | undefined {
  const { data } = sweep.experimentAt(0);
  return data.kind === 'table' ? data.header : undefined;
}

function outcomeOf(runId: string, experiment: Experiment, summary: RunSummary, seconds: number): Outcome {
  const { losses, final, layers } = summary;
  return {
    row: runRow(runId, summary, seconds),
    ...(losses && { curve: curveOf(experiment, losses) }),
    ...(final && layers && { npz: writeNpz(parameterArrays(final, layers)) }),
  };
}

/** The losses of the steps that the experiment records, and the one at which it diverged. */
function curveOf({ record, training }: Experiment, losses: Float64Array): NonNullable<Outcome['curve']> {
  const recorded = [...recordedSteps(record.every, training.steps)].filter(step => step < losses.length);
  const end = losses.length - 1;
  const diverged = !Number.isFinite(losses[end]) && recorded.at(-1) !== end;
  const step = diverged ? [...recorded, end] : recorded;
  return { step, loss: step.map(index => losses[index]) };
}
