import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';

/**
 * Tests whether the file that `option` names can be written, before the computation rather than after it.
 *
 * @throws CliError that names the file and the system's reason
 */
export function claimFile(option: string, path: string): void {
  const rule = `${option}: expected a file that can be written, got ${path}`;
  if (existsSync(path) && statSync(path).isDirectory()) throw new CliError(`${rule}: a folder`);
  const trial = join(dirname(path), `.trial.${process.pid}.tmp`);
  try {
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (error) {
    throw new CliError(`${rule}: ${systemErrorText(error)}`);
  }
}
