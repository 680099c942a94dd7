import { dataShape, type Experiment, type ProbeName } from 'gradscope';
import type { ViewName } from '../state/urlFields.ts';
import { DEFAULT_URL_STATE, writeUrlState } from '../state/urlState.ts';

/**
 * The series that the lab's views draw. A map's networks record nothing; recording in the lab does not change
 * their bits.
 */
const PROBES: readonly ProbeName[] = ['gradient', 'signal', 'activation', 'dead', 'update', 'ledger'];

/** The approximate number of rows that a run records, independent of its steps. */
const ROWS = 1000;

const WITHOUT_PLANE: readonly ViewName[] = ['loss', 'layers', 'gradients', 'ledger'];

/**
 * The part behind `#` of an address at which the lab trains an experiment to its end, with everything its
 * views need.
 *
 * @param sweep of the served store that has the rows of its data; empty if the data is generated
 */
export function labHash(experiment: Experiment, sweep: string): string {
  const { steps } = experiment.training;
  const record = { every: Math.ceil(steps / ROWS), probes: [...PROBES] };
  const run = [{ from: 0, experiment: { ...experiment, record } }] as const;
  const open = isDrawn(experiment.data) ? DEFAULT_URL_STATE.open : WITHOUT_PLANE;
  return writeUrlState({ ...DEFAULT_URL_STATE, run, sweep, step: steps, open });
}

/** True if the lab can draw a network's answers: over two features, or over one in a regression. */
function isDrawn(data: Experiment['data']): boolean {
  if (data.kind === 'table') {
    return data.sequence === undefined && data.features !== 'all' && data.features.length <= 2;
  }
  const { features, axes } = dataShape(data)!;
  return !axes && features <= 2 && data.kind !== 'normals';
}
