import { DrizzleQueryError } from 'drizzle-orm';
import { SweepError } from '../sweepError.ts';
import type { Database } from './database.ts';
import { redacted, type StoreLocation, shownLocation } from './location.ts';
import { openFolder } from './openFolder.ts';
import { openServer } from './openServer.ts';
import { prepareQueue } from './queue.ts';

export interface OpenOptions {
  /** Whether the store is closed again as soon as it has been looked at: of a folder others wait for it then. */
  readonly brief?: boolean;
}

/**
 * Opens a store, and makes it where there is none.
 *
 * @throws SweepError, without credentials, where it cannot be
 */
export async function openDatabase(
  location: StoreLocation,
  { brief = false }: OpenOptions = {},
): Promise<Database> {
  try {
    const { kind } = location;
    const database = await (kind === 'folder' ? openFolder(location.folder, brief) : openServer(location));
    await prepareQueue(database);
    return database;
  } catch (error) {
    throw storeError(error, location);
  }
}

/** What PGlite says where PostgreSQL in it cannot write its log. */
const ABORTED = 'Aborted()';
const DISK_FULL = 'one that cannot be written to; is the disk full? What was recorded is kept';

/** What went wrong with a store, in one line without credentials. */
export function storeError(error: unknown, location: StoreLocation): SweepError {
  if (error instanceof SweepError) return error;
  const cause = error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  const message = cause instanceof AggregateError ? cause.errors[0] : cause;
  const text = redacted(String((message as Error)?.message ?? message), location).split('\n')[0];
  const got = location.kind === 'folder' && text?.startsWith(ABORTED) ? DISK_FULL : text;
  return new SweepError(`${shownLocation(location)}: expected a store that works, got: ${got}`);
}
