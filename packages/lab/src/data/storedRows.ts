import type { Experiment, Table } from 'gradscope';
import { storedFile } from './storedFile.ts';
import { TableReader } from './tableReader.ts';

/**
 * The rows that a run of the served store learns from, checked as the user's own are.
 *
 * @param sweep its id
 * @param file what the experiment calls them
 * @throws RangeError that says why they cannot be had
 */
export async function storedRows(sweep: string, file: string, experiment: Experiment): Promise<Table> {
  const found = await storedFile(sweep, file);
  const reader = new TableReader();
  try {
    await reader.read(found);
    return await reader.check(experiment);
  } finally {
    reader.close();
  }
}
