import { type Sweep, type Table, Trainer } from 'gradscope';

/** Runs that are tried, spread over the grid, and how long each at most. */
const TRIED = 8;
const TRIAL_MILLISECONDS = 100;
/** The golden ratio's fraction: its multiples fall evenly between 0 and 1, and meet every axis at many places. */
const GOLDEN = 0.6180339887498949;

/** A job takes about so long: some hundred times what it takes to queue and record it. */
const JOB_SECONDS = 1;
const MOST_RUNS_PER_JOB = 1000;

/** How long a run of a sweep takes on one core of this machine, in seconds: the mean of a few, trained for a moment each. */
export function estimateSeconds(sweep: Sweep, table?: Table): number {
  const trials = Math.min(TRIED, sweep.total);
  const places = Array.from({ length: trials }, (_, i) =>
    Math.floor((((i + 0.5) * GOLDEN) % 1) * sweep.total),
  );
  // The first also waits for what is compiled but once.
  secondsOf(sweep, places[0]!, table);
  return places.reduce((sum, index) => sum + secondsOf(sweep, index, table), 0) / trials;
}

function secondsOf(sweep: Sweep, index: number, table: Table | undefined): number {
  const experiment = sweep.experimentAt(index);
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

/** How many runs of so many seconds are one job. */
export function runsPerJob(secondsPerRun: number): number {
  return Math.max(1, Math.min(MOST_RUNS_PER_JOB, Math.round(JOB_SECONDS / secondsPerRun)));
}
