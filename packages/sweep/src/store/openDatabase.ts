import type { Database, OpenTables } from './database.ts';
import type { StoreLocation } from './location.ts';
import { openFolder, readFolder } from './openFolder.ts';
import { openServer, readServer } from './openServer.ts';
import { prepareQueue } from './queue.ts';
import { storeError } from './storeError.ts';
import { patiently } from './transient.ts';

export interface OpenOptions {
  /** Whether the store is closed as soon as it has been read: if it is a folder, others then wait for it. */
  readonly brief?: boolean;
}

/**
 * Opens a store, and creates it if there is none.
 *
 * @throws SweepError, without credentials, if it cannot be opened; nothing is then left open
 */
export async function openDatabase(location: StoreLocation, options: OpenOptions = {}): Promise<Database> {
  try {
    return await open(location, options);
  } catch (error) {
    throw storeError(error, location);
  }
}

/** Options of {@link openDatabasePatiently}. */
export interface PatientOptions {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Called once if the store does not answer yet, with the reason in one line. */
  readonly onWait: (reason: string) => void;
}

/**
 * Opens a store as {@link openDatabase} does, but waits up to 15 minutes for a server that starts, restarts or drops
 * connections.
 */
export async function openDatabasePatiently(
  location: StoreLocation,
  { signal, onWait }: PatientOptions,
): Promise<Database> {
  let isReported = false;
  const report = (error: unknown) => {
    if (!isReported) onWait(storeError(error, location).message);
    isReported = true;
  };
  try {
    return await patiently(() => open(location, {}), signal, report);
  } catch (error) {
    throw storeError(error, location);
  }
}

/**
 * Opens a store only for reading its sweeps and their results: on a server, the user needs no right to write.
 *
 * @throws SweepError, without credentials, if it cannot be opened
 */
export async function openTables(
  location: StoreLocation,
  { brief = false }: OpenOptions = {},
): Promise<OpenTables> {
  try {
    return await (location.kind === 'folder' ? readFolder(location.folder, { brief }) : readServer(location));
  } catch (error) {
    throw storeError(error, location);
  }
}

async function open(location: StoreLocation, { brief = false }: OpenOptions): Promise<Database> {
  const { kind } = location;
  const database = await (kind === 'folder' ? openFolder(location.folder, { brief }) : openServer(location));
  try {
    await prepareQueue(database);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}
