import type { Experiment, Table } from 'gradscope';
import { storedFile } from './storedFile.ts';
import { TableReader } from './tableReader.ts';

/**
 * The rows that a run of the served store learns from, checked like the user's own.
 *
 * @param sweep its id
 * @param file the experiment's name for them
 * @throws RangeError with the reason why they are not available
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
