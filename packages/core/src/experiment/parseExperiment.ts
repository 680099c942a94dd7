import { complaintsAbout } from './complaints.ts';
import { describeIssues } from './describeIssues.ts';
import { ExperimentError } from './experimentError.ts';
import { type Experiment, experimentSchema } from './schema.ts';
import { withLayersOwn } from './withLayersOwn.ts';

/**
 * Checks a plain document and fills in its defaults.
 *
 * Throws `ExperimentError` with one line for each fault: unknown keys and values of the wrong type or out of
 * bounds; if there are none, networks with the same name, layers that do not fit together, or runs that would
 * not fit in memory.
 */
export function parseExperiment(document: unknown): Experiment {
  const result = experimentSchema().safeParse(withLayersOwn(document));
  if (!result.success) throw new ExperimentError(describeIssues(result.error.issues, document));
  const complaints = complaintsAbout(result.data);
  if (complaints.length > 0) throw new ExperimentError(complaints);
  return result.data;
}
