import type { Database, OpenOptions, StoreLocation } from '@gradscope/sweep';
import { CliError } from '../cliError.ts';
import { oneLine } from '../terminal/oneLine.ts';

/** pg-boss needs it. */
const OLDEST_NODE = [22, 12] as const;

/** A store that is open, and what it is called. */
export interface OpenStore {
  readonly database: Database;
  readonly location: StoreLocation;
  /** Without credentials. */
  readonly shown: string;
}

/**
 * Opens a store for as long as `use` takes.
 *
 * @throws CliError, without credentials, where the store cannot be opened or fails
 */
export async function withStore<T>(
  store: string,
  use: (open: OpenStore) => Promise<T>,
  options?: OpenOptions,
): Promise<T> {
  requireNode();
  // Only now: a database takes longer to load than anything else here.
  const { openDatabase, shownLocation, SweepError, storeError, storeLocation } = await import(
    '@gradscope/sweep'
  );
  let location: StoreLocation | undefined;
  let database: Database | undefined;
  try {
    location = storeLocation(store);
    database = await openDatabase(location, options);
    return await use({ database, location, shown: shownLocation(location) });
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (error instanceof SweepError) throw new CliError(oneLine(error.message));
    if (!location) throw error;
    throw new CliError(oneLine(storeError(error, location).message));
  } finally {
    await database?.close().catch(() => {});
  }
}

/** Throws CliError on a Node.js that sweeps do not run on: said before anything of a store is. */
export function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new CliError(
    `sweep: expected Node.js ${OLDEST_NODE.join('.')} or newer, got ${process.versions.node}; the other commands run on it`,
  );
}
