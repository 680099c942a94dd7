import type { MapCell } from '@gradscope/figures';
import {
  type Experiment,
  ExperimentError,
  expandSweep,
  loadData,
  type Sweep,
  type SymptomTeller,
  symptomTeller,
  trainBatch,
} from 'gradscope';
import type { FillAnswer, FillJob } from './fillMessages.ts';

let last: { key: string; sweep: Sweep; tell: SymptomTeller } | undefined;

// What goes wrong in the answer has to reach the page, as an error that nobody caught does.
globalThis.onmessage = ({ data }: MessageEvent<FillJob>) => answer(data).catch(reportError);

async function answer(job: FillJob): Promise<void> {
  const key = JSON.stringify(job.sweep);
  if (last?.key !== key) last = { key, sweep: expandSweep(job.sweep), tell: symptomTeller() };
  postMessage(await fill(last.sweep, last.tell, job));
}

async function fill(
  sweep: Sweep,
  tell: SymptomTeller,
  { indices, known, symptoms }: FillJob,
): Promise<FillAnswer> {
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
  const trained = trainMissing(sweep, experiments, known);
  const cells = trained.map((cell, k) => {
    const experiment = experiments[k];
    return symptoms && cell && experiment ? { ...cell, symptom: tell(experiment, cell) } : cell;
  });
  return { cells, complaint };
}

/** Those that are not known yet are trained all at once, which is fastest. */
function trainMissing(
  { target }: Sweep,
  experiments: readonly (Experiment | undefined)[],
  known: readonly (MapCell | undefined)[],
): (MapCell | undefined)[] {
  const missing = experiments.flatMap((experiment, k) => (experiment && !known[k] ? [experiment] : []));
  const summaries = trainBatch(
    missing.map(experiment => ({ experiment })),
    target === undefined ? {} : { target },
  ).values();
  return experiments.map((experiment, k) => known[k] ?? (experiment && summaries.next().value));
}
