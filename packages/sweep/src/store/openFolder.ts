import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fromPglite, PgBoss } from 'pg-boss';
import { SweepError } from '../sweepError.ts';
import { type Database, QUEUE_SCHEMA } from './database.ts';
import { lockFolderPatiently } from './folderLock.ts';
import { migrationSettings, refuseNewer } from './migrateStore.ts';

/** PGlite's files, beside the lock. */
const DATA = 'pglite';
/** Says that the store was once made whole: without it, what is there is the rest of a process that ended while making it. */
const MADE = 'store.json';
const LOCK = 'lock.json';

/** A folder has no server that could do upkeep: jobs of an earlier process are taken back when it is opened. */
const NO_UPKEEP = { schedule: false, supervise: false, registerInstance: false } as const;

/** PGlite itself does not lock its folder, and a second process would lose rows. */
function storeTaken(folder: string, owner: string): SweepError {
  return new SweepError(
    `${folder}: expected a store that no other process uses, got one of ${owner}. ` +
      'A store on PostgreSQL takes many processes: --store postgres://…',
  );
}

/**
 * Opens the store in a folder, and makes it where there is none. It is this process's alone until it is closed.
 *
 * @param brief whether it is only looked at: who comes meanwhile waits, and is not refused
 * @throws SweepError where another process has it, or a newer version made it, or it holds something else
 */
export async function openFolder(folder: string, brief: boolean): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  if (!readdirSync(folder).every(name => [DATA, MADE].includes(name) || name.startsWith(LOCK))) {
    throw new SweepError(`${folder}: expected an empty folder or a store, got a folder of other files`);
  }
  const unlock = await lockFolderPatiently(folder, {
    file: LOCK,
    taken: owner => storeTaken(folder, owner),
    brief,
  });
  let pglite: PGlite | undefined;
  try {
    if (!existsSync(join(folder, MADE))) rmSync(join(folder, DATA), { recursive: true, force: true });
    pglite = await PGlite.create(join(folder, DATA));
    const orm = drizzle(pglite);
    await refuseNewer(orm, folder);
    await migrate(orm, migrationSettings);
    const boss = new PgBoss({
      db: fromPglite(pglite),
      backend: 'pglite',
      schema: QUEUE_SCHEMA,
      ...NO_UPKEEP,
    });
    boss.on('error', () => {});
    await boss.start();
    writeFileSync(join(folder, MADE), `${JSON.stringify({ store: 'gradscope sweeps' })}\n`);
    return {
      location: { kind: 'folder', folder },
      orm,
      boss,
      transaction: work => orm.transaction(work),
      close: closer(pglite, boss, unlock),
    };
  } catch (error) {
    await pglite?.close().catch(() => {});
    unlock();
    throw error;
  }
}

function closer(pglite: PGlite, boss: PgBoss, unlock: () => void): () => Promise<void> {
  return async () => {
    try {
      await boss.stop({ graceful: false, close: false });
      await pglite.close();
    } finally {
      unlock();
    }
  };
}
