import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';

/**
 * Makes a folder for output, and one in it for figures, unless they are there, and tries that they can be written to: found
 * out now, not after an hour of training.
 *
 * @param within the folders in it; none where all of the output is one page
 * @throws CliError that names the folder and what the system refused
 */
export function claimFolder(folder: string, within: readonly string[] = ['figures']): void {
  for (const path of [folder, ...within.map(name => join(folder, name))]) {
    try {
      makeFolder(path);
      const trial = join(path, `.trial.${process.pid}.tmp`);
      writeFileSync(trial, '');
      rmSync(trial);
    } catch (error) {
      throw new CliError(
        `--out: expected a folder that can be written, got ${path}: ${systemErrorText(error)}`,
      );
    }
  }
}

/** Makes a folder and those above it, unless they are there. Node's own `recursive` never returns where the system answers ENOENT, as in /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return;
    throw new Error('not a folder');
  }
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path);
}
