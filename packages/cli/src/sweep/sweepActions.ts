import type { ResumeOptions } from '@gradscope/sweep';
import { print } from '../terminal/print.ts';
import { chooseSweep } from './chooseSweep.ts';
import { checkMapSettings, type MapSettings } from './mapSettings.ts';
import { type RunSweepSettings, workUntilDone } from './runSweep.ts';
import { existing } from './storeOption.ts';
import { statusJson, statusText } from './sweepText.ts';
import { withStore, withTables } from './withStore.ts';
import { checkOut, type ResultSettings, writeResults } from './writeResults.ts';

// The subcommands of `gradscope sweep`, on a store that exists. Each takes the name of a sweep, or the beginning of its id;
// without one the store must have a single sweep. All throw CliError if the store cannot be opened.

/**
 * For commands that release the store as soon as they have read it: a sweep that starts meanwhile waits for
 * them.
 */
const BRIEF = { brief: true } as const;

interface StoreSettings {
  readonly store: string;
  readonly json?: boolean;
}

/** Prints the progress of all sweeps. */
export async function showStatus({ store, json }: StoreSettings): Promise<void> {
  await withTables(
    existing(store),
    async ({ database }) => {
      const { statusOf } = await import('@gradscope/sweep');
      const all = await statusOf(database);
      const document = { sweeps: all.map(statusJson) };
      print(json ? `${JSON.stringify(document, null, 2)}\n` : statusText(all));
    },
    BRIEF,
  );
}

/** Writes the finished runs of a sweep. */
export async function showResults(
  name: string | undefined,
  settings: StoreSettings & ResultSettings,
  quit: () => void,
): Promise<void> {
  checkOut(settings.out);
  await withTables(
    existing(settings.store),
    async ({ database }) => writeResults(database, await chooseSweep(database, name), settings, quit),
    BRIEF,
  );
}

/** Draws a map of a sweep. */
export async function drawMap(
  name: string | undefined,
  settings: StoreSettings & MapSettings,
): Promise<void> {
  checkMapSettings(settings);
  const { mapSweep } = await import('./mapSweep.ts');
  await withTables(
    existing(settings.store),
    async ({ database }) => mapSweep(database, await chooseSweep(database, name), settings),
    BRIEF,
  );
}

/** Queues the missing runs of a sweep, and does them. @returns the exit code */
export function resumeSweep(
  name: string | undefined,
  settings: RunSweepSettings & ResumeOptions,
  quit: () => void,
): Promise<number> {
  return withStore(existing(settings.store), async open => {
    const { resume, statusOf } = await import('@gradscope/sweep');
    const { sweepId } = await chooseSweep(open.database, name);
    await resume(open.database, sweepId, settings);
    const [status] = await statusOf(open.database, sweepId);
    return settings.submitOnly ? 0 : workUntilDone(open, status, settings, quit);
  });
}

/** Takes the runs of a sweep that have not started off the queue. */
export async function cancelSweep(name: string | undefined, { store, json }: StoreSettings): Promise<void> {
  await withStore(
    existing(store),
    async ({ database }) => {
      const { cancel, statusOf } = await import('@gradscope/sweep');
      const { sweepId } = await chooseSweep(database, name);
      await cancel(database, sweepId);
      const [status] = await statusOf(database, sweepId);
      const { done, total } = status;
      print(
        json
          ? `${JSON.stringify({ sweep: statusJson(status) }, null, 2)}\n`
          : `Cancelled ${sweepId}: ${done} of ${total} runs are finished.\n`,
      );
    },
    BRIEF,
  );
}
