import { createRequire } from 'node:module';

// All of drizzle that a store needs, as CommonJS: for each of its 300 ES modules, Node.js parses drizzle's package.json of
// 180 kB again, which takes 0.6 s of every start. A bundle has the modules instead (package.json, "imports").

const load = createRequire(import.meta.url);

export const { DrizzleQueryError, eq, inArray, sql } = load('drizzle-orm') as typeof import('drizzle-orm');

export const { readMigrationFiles } = load('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');

export const { customType, integer, json, pgSchema, text, timestamp } = load(
  'drizzle-orm/pg-core',
) as typeof import('drizzle-orm/pg-core');

const pglite = load('drizzle-orm/pglite') as typeof import('drizzle-orm/pglite');
const pgliteMigrator = load('drizzle-orm/pglite/migrator') as typeof import('drizzle-orm/pglite/migrator');
/** Drizzle on PGlite. */
export const onPglite = { drizzle: pglite.drizzle, migrate: pgliteMigrator.migrate };

const postgres = load('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres');
const postgresMigrator = load(
  'drizzle-orm/node-postgres/migrator',
) as typeof import('drizzle-orm/node-postgres/migrator');
/** Drizzle on a PostgreSQL server. */
export const onPostgres = { drizzle: postgres.drizzle, migrate: postgresMigrator.migrate };
