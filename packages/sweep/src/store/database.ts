import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { PgBoss } from 'pg-boss';
import type { StoreLocation } from './location.ts';

/** What both drivers answer to a statement. */
interface Rows extends PgQueryResultHKT {
  type: { rows: unknown[] };
}

/** Drizzle on PGlite or on PostgreSQL, or a transaction of either. */
export type Orm = PgDatabase<Rows>;

/** An open store: the same tables and the same queue, in a folder or on a server. */
export interface Database {
  readonly location: StoreLocation;
  readonly orm: Orm;
  readonly boss: PgBoss;
  /** Does all of `work`'s statements, or none: they are undone where it throws. */
  transaction<T>(work: (transaction: Orm) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The schema of pg-boss's own tables. */
export const QUEUE_SCHEMA = 'gradscope_jobs';

/** The rows of a statement; what they hold is the caller's word. */
export async function rowsOf<Row>(orm: Orm, statement: SQL): Promise<Row[]> {
  const { rows } = await orm.execute(statement);
  return rows as Row[];
}
