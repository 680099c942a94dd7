import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, storeLocation } from '@gradscope/sweep';
import { inject } from 'vitest';

/** Puts a new store in a folder: a copy of one that is made once for all test files, since that takes seconds of the processor. */
export async function freshStore(path: string): Promise<string> {
  const made = join(inject('sharedFolder'), 'store');
  if (!existsSync(made)) await make(made);
  cpSync(made, path, { recursive: true });
  return path;
}

/** Two workers may make it at once: the first counts. */
async function make(path: string): Promise<void> {
  const mine = `${path}-${process.pid}`;
  await (await openDatabase(storeLocation(mine))).close();
  try {
    renameSync(mine, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    rmSync(mine, { recursive: true });
  }
}
