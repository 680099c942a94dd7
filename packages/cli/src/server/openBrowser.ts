import { once } from 'node:events';
import open from 'open';
import { printError } from '../terminal/print.ts';

/** Opens an address in the default browser; says so on standard error where that does not work. */
export async function openBrowser(address: string): Promise<void> {
  try {
    const launcher = await open(address);
    const exitCode = launcher.exitCode ?? (await once(launcher, 'exit'))[0];
    if (exitCode === 0) return;
  } catch {
    // No launcher either: the same to the user.
  }
  printError('No browser could be opened: open the address in one yourself.\n');
}
