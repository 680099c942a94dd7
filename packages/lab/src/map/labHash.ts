import type { Experiment, ProbeName } from 'gradscope';
import type { ViewName } from '../state/urlFields.ts';
import { DEFAULT_URL_STATE, writeUrlState } from '../state/urlState.ts';

/** What the views of the lab draw. A map's networks record nothing; that the lab's do leaves their bits as they are. */
const PROBES: readonly ProbeName[] = ['gradient', 'signal', 'activation', 'dead', 'update', 'ledger'];

/** Rows that a run records, about, however many steps it has. */
const ROWS = 1000;

const WITHOUT_PLANE: readonly ViewName[] = ['loss', 'layers', 'gradients', 'ledger'];

/**
 * The part behind `#` of an address at which the lab trains an experiment to its end, with all that its views need.
 *
 * @param sweep of the served store that has the rows of its data; empty if the data is made
 */
export function labHash(experiment: Experiment, sweep: string): string {
  const { steps } = experiment.training;
  const record = { every: Math.ceil(steps / ROWS), probes: [...PROBES] };
  const run = [{ from: 0, experiment: { ...experiment, record } }] as const;
  const open = isDrawn(experiment.data) ? DEFAULT_URL_STATE.open : WITHOUT_PLANE;
  return writeUrlState({ ...DEFAULT_URL_STATE, run, sweep, step: steps, open });
}

/** Whether the lab can show what a network answers: over two features, or one that a value is learned from. */
function isDrawn(data: Experiment['data']): boolean {
  switch (data.kind) {
    case 'normals':
    case 'iris':
    case 'wine':
    case 'digits':
      return false;
    case 'table':
      return data.features !== 'all' && data.features.length <= 2;
    default:
      return true;
  }
}
