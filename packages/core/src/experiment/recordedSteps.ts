/** When an experiment records: every n-th step, at logarithmic distances, or at listed steps. */
export type Every = number | 'log' | readonly number[];

/** Steps per decade if it records at logarithmic distances. */
const PER_DECADE = 20;

/**
 * The steps at which a run of `steps` steps records, ascending. Step 0 is always among every n-th and among
 * `log`.
 */
export function recordedSteps(every: Every, steps: number): Iterable<number> {
  if (every === 'log') return logarithmicSteps(steps);
  if (typeof every === 'number') return everySteps(every, steps);
  return [...new Set(every)].filter(step => step < steps).sort((a, b) => a - b);
}

/** The number of steps of {@link recordedSteps}, without enumerating them if there may be many. */
export function recordCount(every: Every, steps: number): number {
  return typeof every === 'number' ? Math.ceil(steps / every) : [...recordedSteps(every, steps)].length;
}

function* everySteps(every: number, steps: number): Generator<number> {
  for (let step = 0; step < steps; step += every) yield step;
}

/** 0 … 20 one by one, then about 20 per decade: rounded, so that they are the same on every machine. */
function* logarithmicSteps(steps: number): Generator<number> {
  let step = 0;
  let exact = PER_DECADE;
  while (step < steps) {
    yield step;
    if (step < PER_DECADE) step++;
    else {
      exact *= RATIO;
      step = Math.round(exact);
    }
  }
}

/** 10 to the power 1/20. */
const RATIO = 1.1220184543019633;
