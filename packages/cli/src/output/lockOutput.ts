import { lockFolder } from '@gradscope/sweep/folderLock';
import { CliError } from '../cliError.ts';
import { shownPath } from './shownPath.ts';

const LOCK = '.lock.json';

/**
 * Takes an output folder for as long as a command computes and writes: of two that wrote into one at once, the files would be
 * of either. A folder that cannot be locked, as on a disk without links, is written to all the same.
 *
 * @returns what gives the folder back
 * @throws CliError that says which process has it
 */
export function lockOutput(folder: string): () => void {
  try {
    return lockFolder(folder, { file: LOCK, taken: owner => taken(folder, owner) });
  } catch (error) {
    if (error instanceof CliError) throw error;
    return () => {};
  }
}

function taken(folder: string, owner: string): CliError {
  return new CliError(
    `--out: expected a folder that no other process writes to, got ${shownPath(folder)} of ${owner}`,
  );
}
