import { once } from 'node:events';
import open from 'open';
import { printError } from '../terminal/print.ts';

/** Opens an address in the default browser; reports on standard error if that fails. */
export async function openBrowser(address: string): Promise<void> {
  try {
    const launcher = await open(address);
    const exitCode = launcher.exitCode ?? (await once(launcher, 'exit'))[0];
    if (exitCode === 0) return;
  } catch {
    // If there is no launcher either, the effect for the user is the same.
  }
  printError('No browser could be opened: open the address in one yourself.\n');
}
