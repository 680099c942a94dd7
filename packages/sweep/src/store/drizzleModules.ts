// Replaces `drizzleRequired.ts` in a bundle made under the condition `gradscope-bundle` (package.json, "imports"), which
// then contains what is used of drizzle.

import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';

export { DrizzleQueryError, eq, inArray, sql } from 'drizzle-orm';
export { readMigrationFiles } from 'drizzle-orm/migrator';
export {
  customType,
  integer,
  json,
  pgSchema,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** Drizzle on PGlite. */
export const onPglite = { drizzle: drizzlePglite, migrate: migratePglite };
/** Drizzle on a PostgreSQL server. */
export const onPostgres = { drizzle: drizzlePostgres, migrate: migratePostgres };
