import { lockFolder } from '@gradscope/sweep/folderLock';
import { CliError } from '../cliError.ts';
import { shownPath } from './shownPath.ts';

const LOCK = '.lock.json';

/**
 * Locks an output folder while a command computes and writes: if two wrote at once, the files would be a
 * mixture of both. A folder that cannot be locked, as on a disk without links, is written to without a lock.
 *
 * @returns a function that releases the folder
 * @throws CliError that names the process that has it
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
