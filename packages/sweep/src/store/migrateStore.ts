import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { readMigrationFiles, sql } from '#drizzle';
import { SweepError } from '../sweepError.ts';
import { type Orm, rowsOf } from './database.ts';
import { SCHEMA } from './tables.ts';

/** Found by the package's name, since a bundle with this module may be in another package. */
const JOURNAL = createRequire(import.meta.url).resolve('@gradscope/sweep/migrations/meta/_journal.json');
/** The table in which drizzle records migrations. */
const TABLE = 'migrations';

/** Settings of drizzle's `migrate`. */
export const migrationSettings = {
  migrationsFolder: dirname(dirname(JOURNAL)),
  migrationsSchema: SCHEMA,
  migrationsTable: TABLE,
} as const;

/**
 * Refuses a store that a newer version has changed: this version would not know the meaning of its columns.
 *
 * @throws SweepError
 */
export async function refuseNewer(orm: Orm, shown: string): Promise<void> {
  if ((await lastMigration(orm)) <= newestMigration()) return;
  throw new SweepError(
    `${shown}: expected a store of this version of Gradscope or an older one, got one of a newer; update Gradscope`,
  );
}

/** Whether the store's tables match this version. */
export async function isCurrent(orm: Orm): Promise<boolean> {
  return (await lastMigration(orm)) === newestMigration();
}

/** When the last migration of a store was written, in ms; 0 if it has none. */
async function lastMigration(orm: Orm): Promise<number> {
  const [table] = await rowsOf<{ name: string | null }>(
    orm,
    sql`SELECT to_regclass(${`${SCHEMA}.${TABLE}`})::text AS name`,
  );
  if (!table?.name) return 0;
  const [last] = await rowsOf<{ at: string | null }>(
    orm,
    sql`SELECT max(created_at)::text AS at FROM ${sql.identifier(SCHEMA)}.${sql.identifier(TABLE)}`,
  );
  return Number(last?.at ?? 0);
}

function newestMigration(): number {
  return Math.max(...readMigrationFiles(migrationSettings).map(({ folderMillis }) => folderMillis));
}
