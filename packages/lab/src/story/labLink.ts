import type { Experiment } from 'gradscope';
import { encodeDocument } from '../state/urlDocument.ts';
import type { ViewName } from '../state/urlFields.ts';
import { NOTEBOOK_PAIR } from './experiments.ts';

/**
 * The hash of an address that opens an experiment in the lab at step 0, with these views unfolded. It equals
 * the text of `writeUrlState`, whose code would also load the parsing of addresses into this page.
 */
export function labHash(experiment: Experiment, open?: readonly ViewName[]): string {
  const run = experiment === NOTEBOOK_PAIR ? [] : [`run=${encodeDocument([{ from: 0, experiment }])}`];
  return [...run, ...(open ? [`open=${open.join('.')}`] : [])].join('&');
}
