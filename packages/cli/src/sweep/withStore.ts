import type { Database, OpenTables, StoreLocation } from '@gradscope/sweep';
import { ExperimentError, shownText } from 'gradscope';
import { CliError } from '../cliError.ts';
import { printError } from '../terminal/print.ts';
import { loadSweep } from './loadSweep.ts';
import { requireNode } from './requireNode.ts';

/** An open store, and its name for messages. */
export interface OpenStore<Opened extends OpenTables = Database> {
  readonly database: Opened;
  /** Without credentials. */
  readonly shown: string;
}

type Opener<Opened> = (location: StoreLocation) => Promise<Opened>;

/**
 * Opens a store while `use` runs.
 *
 * @param brief whether it is closed as soon as it has been read: others then wait for it
 * @throws CliError, without credentials, if the store cannot be opened or fails
 */
export async function withStore<T>(
  store: string,
  use: (open: OpenStore) => Promise<T>,
  { brief = false } = {},
): Promise<T> {
  requireNode();
  const { openDatabase } = await loadSweep();
  return withOpened(store, location => openDatabase(location, { brief }), use);
}

/** Opens a store as {@link withStore} does, but waits for a server that does not answer yet, and says so. */
export async function withStorePatiently<T>(
  store: string,
  signal: AbortSignal,
  use: (open: OpenStore) => Promise<T>,
): Promise<T> {
  requireNode();
  const { openDatabasePatiently } = await loadSweep();
  const onWait = (reason: string) => printError(`gradscope: waiting: ${shownText(reason)}\n`);
  return withOpened(store, location => openDatabasePatiently(location, { signal, onWait }), use);
}

/** Opens a store like {@link withStore}, but only for reading, which needs no right to write. */
export async function withTables<T>(
  store: string,
  use: (open: OpenStore<OpenTables>) => Promise<T>,
  { brief = false } = {},
): Promise<T> {
  requireNode();
  const { openTables } = await loadSweep();
  return withOpened(store, location => openTables(location, { brief }), use);
}

async function withOpened<Opened extends OpenTables, T>(
  store: string,
  open: Opener<Opened>,
  use: (open: OpenStore<Opened>) => Promise<T>,
): Promise<T> {
  const { shownLocation, SweepError, storeError, storeLocation } = await loadSweep();
  let location: StoreLocation | undefined;
  let database: Opened | undefined;
  try {
    location = storeLocation(store);
    database = await open(location);
    return await use({ database, shown: shownLocation(location) });
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (error instanceof SweepError) throw new CliError(shownText(error.message));
    if (error instanceof ExperimentError) {
      const advice = 'kinds of your own need the --import that the sweep was submitted with';
      throw new CliError(shownText(`${store}: a sweep in it: ${error.message}; ${advice}`));
    }
    if (!location) throw error;
    throw new CliError(shownText(storeError(error, location).message));
  } finally {
    await database?.close().catch(() => {});
  }
}
