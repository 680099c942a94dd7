import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { onPglite } from '#drizzle';
import { SweepError } from '../sweepError.ts';
import { type Database, type OpenTables, QUEUE_SCHEMA } from './database.ts';
import { lockFolderPatiently } from './folderLock.ts';
import { FolderWatch } from './folderWatch.ts';
import { migrationSettings, refuseNewer } from './migrateStore.ts';
import { ThreadedPglite } from './threadedPglite.ts';

/** PGlite's files, beside the lock. */
const DATA = 'pglite';
/**
 * Marks a store as completely created: without it, the files are the remains of a process that ended while
 * creating it.
 */
const MADE = 'store.json';
const LOCK = 'lock.json';

/** A folder has no server for maintenance: jobs of an earlier process are taken back when it is opened. */
const NO_UPKEEP = { schedule: false, supervise: false, registerInstance: false } as const;

export interface FolderOptions {
  /**
   * Whether the store is closed as soon as it has been read: others then wait for it instead of being
   * refused.
   */
  readonly brief: boolean;
}

/**
 * Opens the store in a folder, and creates it if there is none. It belongs to this process until it is
 * closed.
 *
 * @throws SweepError if another process has it, a newer version made it, it holds something else, or its disk
 *   is full
 */
export async function openFolder(folder: string, options: FolderOptions): Promise<Database> {
  const { tables, pglite, close } = await openPglite(folder, options, true);
  const boss = new PgBoss({
    db: fromPglite(pglite),
    backend: 'pglite',
    schema: QUEUE_SCHEMA,
    ...NO_UPKEEP,
  });
  boss.on('error', () => {});
  const closeAll = async () => {
    await boss.stop({ graceful: false, close: false }).catch(() => {});
    await close();
  };
  try {
    await boss.start();
    writeFileSync(join(folder, MADE), `${JSON.stringify({ store: 'gradscope sweeps' })}\n`);
  } catch (error) {
    await closeAll().catch(() => {});
    throw error;
  }
  return { ...tables, boss, transaction: work => tables.orm.transaction(work), close: closeAll };
}

/** Opens the store in a folder as {@link openFolder} does, but only to be read: its disk may be nearly full. */
export async function readFolder(folder: string, options: FolderOptions): Promise<OpenTables> {
  if (!isMade(folder)) return openFolder(folder, options);
  return (await openPglite(folder, options, false)).tables;
}

interface OpenPglite {
  readonly tables: OpenTables;
  readonly pglite: ThreadedPglite;
  readonly close: () => Promise<void>;
}

async function openPglite(folder: string, { brief }: FolderOptions, isWritten: boolean): Promise<OpenPglite> {
  mkdirSync(folder, { recursive: true });
  if (!readdirSync(folder).every(name => [DATA, MADE].includes(name) || name.startsWith(LOCK))) {
    throw new SweepError(`${folder}: expected an empty folder or a store, got a folder of other files`);
  }
  const taken = (owner: string) => storeTaken(folder, owner);
  const unlock = await lockFolderPatiently(folder, { file: LOCK, taken, brief });
  const watch = new FolderWatch(folder, LOCK, isWritten);
  let pglite: ThreadedPglite | undefined;
  const close = async () => {
    try {
      await pglite?.close();
    } finally {
      watch.stop();
      removeUnmade(folder);
      unlock();
    }
  };
  try {
    removeUnmade(folder);
    const complaint = await watch.complaint();
    if (complaint) throw complaint;
    const opened = new ThreadedPglite(
      join(folder, DATA),
      async said => (await watch.complaint()) ?? ended(folder, said),
    );
    pglite = opened;
    void watch.start(error => opened.giveUp(error));
    await opened.ready();
    const orm = onPglite.drizzle(opened as unknown as PGlite);
    await refuseNewer(orm, folder);
    await onPglite.migrate(orm, migrationSettings);
    return { tables: { location: { kind: 'folder', folder }, orm, close }, pglite: opened, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

const isMade = (folder: string): boolean => existsSync(join(folder, MADE));

/** Removes the remains of a store that was never completely created. */
function removeUnmade(folder: string): void {
  if (!isMade(folder)) rmSync(join(folder, DATA), { recursive: true, force: true });
}

/** PGlite itself does not lock its folder, and a second process would lose rows. */
function storeTaken(folder: string, owner: string): SweepError {
  return new SweepError(
    `${folder}: expected a store that no other process uses, got one of ${owner}. ` +
      'A store on PostgreSQL takes many processes: --store postgres://…',
  );
}

/** Emscripten's message for a program that has ended itself. */
const ABORTED = 'Aborted(';

function ended(folder: string, said: string): SweepError {
  const got = said.startsWith(ABORTED) ? 'one that cannot be written to' : said;
  return new SweepError(
    `${folder}: expected a store that works, got: ${got}; is the disk full? What was recorded is kept`,
  );
}
