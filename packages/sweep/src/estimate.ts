import { type Experiment, ExperimentError, type Sweep, type Table, Trainer, trainBatch } from 'gradscope';

/** Runs that are tried, spread over the grid, and how long each at most. */
const TRIED = 8;
const TRIAL_MILLISECONDS = 60;
/** This many neighbours are trained together, as in a job, if that takes no longer than a trial. */
const NEIGHBOURS = 16;
/** The golden ratio's fraction: its multiples fall evenly between 0 and 1, and meet every axis at many places. */
const GOLDEN = 0.6180339887498949;

/** The target duration of a job: a hundred times the time to queue and record it. */
const JOB_SECONDS = 1;
const MOST_RUNS_PER_JOB = 2000;

/**
 * The time of one run of a sweep on one core of this machine, in seconds: the mean of a few, trained for a
 * moment each.
 */
export function estimateSeconds(sweep: Sweep, table?: Table): number {
  const trials = Math.min(TRIED, sweep.total);
  const places = Array.from({ length: trials }, (_, i) =>
    Math.floor((((i + 0.5) * GOLDEN) % 1) * sweep.total),
  );
  // The first run also includes one-time compilation.
  secondsOf(sweep, places[0], table);
  return places.reduce((sum, index) => sum + secondsOf(sweep, index, table), 0) / trials;
}

/** 0 if the run is invalid. */
function secondsOf(sweep: Sweep, index: number, table: Table | undefined): number {
  const [experiment] = experimentsAt(sweep, [index]);
  if (!experiment) return 0;
  const alone = secondsAlone(experiment, table);
  const { steps } = experiment.training;
  const tried = Math.min(steps, Math.floor((TRIAL_MILLISECONDS * steps) / (1000 * alone * NEIGHBOURS)));
  if (tried < 2) return alone;
  const places = Array.from(
    { length: Math.min(NEIGHBOURS, sweep.total) },
    (_, i) => (index + i) % sweep.total,
  );
  // Only runs of one shape are trained side by side, and another shape may take a thousand times as long.
  const alike = experimentsAt(sweep, places).filter(other => shapeOf(other) === shapeOf(experiment));
  return secondsTogether(alike, tried, table);
}

/** Equal for experiments whose steps take equally long. */
function shapeOf({ data, networks, training }: Experiment): string {
  return JSON.stringify([data, networks.map(({ hidden }) => hidden), training.batch]);
}

/** Seconds for a run by itself. */
function secondsAlone(experiment: Experiment, table: Table | undefined): number {
  const { steps } = experiment.training;
  const began = performance.now();
  const trainer = new Trainer({ ...experiment, record: { every: steps, probes: [] } }, 0, { table });
  const start = performance.now();
  do trainer.advance(1);
  while (!trainer.done && performance.now() - start < TRIAL_MILLISECONDS);
  const trained = performance.now() - start;
  const share = trainer.done ? 1 : trainer.step / steps;
  return (start - began + trained / Math.max(share, 1 / steps)) / 1000;
}

/**
 * Seconds for each of some neighbours, side by side if possible: from their first `tried` steps, at least 2.
 */
function secondsTogether(
  experiments: readonly Experiment[],
  tried: number,
  table: Table | undefined,
): number {
  const secondsOfSteps = (steps: number): number => {
    const began = performance.now();
    trainBatch(experiments.map(experiment => ({ experiment: shortened(experiment, steps), table })));
    return (performance.now() - began) / 1000 / experiments.length;
  };
  const one = secondsOfSteps(1);
  const several = secondsOfSteps(tried);
  const steps = experiments.reduce((sum, { training }) => sum + training.steps, 0) / experiments.length;
  return several + (Math.max(0, several - one) * Math.max(0, steps - tried)) / (tried - 1);
}

function shortened(experiment: Experiment, most: number): Experiment {
  const { training } = experiment;
  return { ...experiment, training: { ...training, steps: Math.min(most, training.steps) } };
}

/** The valid ones: in a very large sweep not every run is checked beforehand. */
function experimentsAt(sweep: Sweep, places: readonly number[]): Experiment[] {
  return places.flatMap(index => {
    try {
      return [sweep.experimentAt(index)];
    } catch (error) {
      if (error instanceof ExperimentError) return [];
      throw error;
    }
  });
}

/** The number of runs of this duration in one job. */
export function runsPerJob(secondsPerRun: number): number {
  return Math.max(1, Math.min(MOST_RUNS_PER_JOB, Math.round(JOB_SECONDS / secondsPerRun)));
}
