import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { PgBoss } from 'pg-boss';
import type { StoreLocation } from './location.ts';

/** The answer of both drivers to a statement. */
interface Rows extends PgQueryResultHKT {
  type: { rows: unknown[] };
}

/** Drizzle on PGlite or on PostgreSQL, or a transaction of either. */
export type Orm = PgDatabase<Rows>;

/** The tables of an open store, in a folder or on a server. */
export interface OpenTables {
  readonly location: StoreLocation;
  readonly orm: Orm;
  close(): Promise<void>;
}

/** An open store: its tables and its queue. */
export interface Database extends OpenTables {
  readonly boss: PgBoss;
  /** Runs all statements of `work`, or none: they are undone if it throws. */
  transaction<T>(work: (transaction: Orm) => Promise<T>): Promise<T>;
}

/** The schema of pg-boss's own tables. */
export const QUEUE_SCHEMA = 'gradscope_jobs';

/** The rows of a statement; the caller vouches for their type. */
export async function rowsOf<Row>(orm: Orm, statement: SQL): Promise<Row[]> {
  const { rows } = await orm.execute(statement);
  return rows as Row[];
}
