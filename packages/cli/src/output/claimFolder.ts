import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';

/**
 * Makes a folder for output, and one in it for figures, if needed, and tests whether they can be written to:
 * before
 * training rather than an hour later.
 *
 * @param within the folders in it; none if all of the output is one page
 * @throws CliError that names the folder and the system's reason
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

/**
 * Makes a folder and its missing parents. Node's own `recursive` never returns if the system answers ENOENT,
 * as in /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return;
    throw new Error('not a folder');
  }
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path);
}
