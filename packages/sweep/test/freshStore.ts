import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, storeLocation } from '@gradscope/sweep';
import { inject } from 'vitest';

/**
 * PGlite's program, compiled. V8 keeps its code as long as this process holds it, and each thread that compiles the same bytes has
 * it: a store opens in half the time of the processor.
 */
export const program = WebAssembly.compile(
  readFileSync(join(dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite'))), 'pglite.wasm')),
);

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
