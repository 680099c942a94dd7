import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { onPostgres, sql } from '#drizzle';
import { type Database, type OpenTables, type Orm, QUEUE_SCHEMA } from './database.ts';
import { type StoreLocation, shownLocation } from './location.ts';
import { isCurrent, migrationSettings, refuseNewer } from './migrateStore.ts';

/** Connections of a process: a few transactions at once, and two for the queue. */
const CONNECTIONS = 4;
const QUEUE_CONNECTIONS = 2;
const CONNECT_MILLISECONDS = 15_000;
/** Seconds between two checks for jobs of workers that have fallen silent. */
const UPKEEP_SECONDS = 5;
/** An arbitrary but fixed number: whoever sets the tables up holds this lock. */
const SETUP_LOCK = 4_711_816;

type ServerLocation = StoreLocation & { readonly kind: 'server' };

/**
 * Opens the store in a PostgreSQL database, and creates its tables if there are none; any number of processes
 * may do so.
 */
export async function openServer(location: ServerLocation): Promise<Database> {
  const pool = poolOf(location);
  const boss = new PgBoss({
    ...connectionOf(location),
    max: QUEUE_CONNECTIONS,
    schema: QUEUE_SCHEMA,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: UPKEEP_SECONDS,
    monitorIntervalSeconds: UPKEEP_SECONDS,
  });
  // Maintenance resumes by itself once the server answers again.
  boss.on('error', () => {});
  const close = async () => {
    await boss.stop({ graceful: false }).catch(() => {});
    await pool.end();
  };
  try {
    await setUp(pool, boss, shownLocation(location));
  } catch (error) {
    await close();
    throw error;
  }
  const transaction: Database['transaction'] = work => transactionOf(pool, work);
  return { location, orm: onPostgres.drizzle(pool), boss, transaction, close };
}

/**
 * Opens the store in a PostgreSQL database only for reading, for a user without the right to write; creates
 * its tables if there are none.
 */
export async function readServer(location: ServerLocation): Promise<OpenTables> {
  const pool = poolOf(location);
  const orm = onPostgres.drizzle(pool);
  try {
    await refuseNewer(orm, shownLocation(location));
    if (await isCurrent(orm)) return { location, orm, close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
  await pool.end();
  return openServer(location);
}

const connectionOf = ({ url }: ServerLocation) => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_MILLISECONDS,
});

function poolOf(location: ServerLocation): pg.Pool {
  const pool = new pg.Pool({ ...connectionOf(location), max: CONNECTIONS, application_name: 'gradscope' });
  // A connection may break at any time. The pool reports this only while it is idle, and an error event
  // without a listener ends the process. The next statement detects it by itself.
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  return pool;
}

/** Drizzle's own transaction on the pool never releases a connection that broke before BEGIN. */
async function transactionOf<T>(pool: pg.Pool, work: (transaction: Orm) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    const result = await onPostgres.drizzle(client).transaction(work);
    isWhole = true;
    return result;
  } finally {
    // The connection may be the fault: then the pool replaces it.
    client.release(!isWhole);
  }
}

/** One process at a time, since all workers of a cluster may start at once. */
async function setUp(pool: pg.Pool, boss: PgBoss, shown: string): Promise<void> {
  const client = await pool.connect();
  try {
    const orm = onPostgres.drizzle(client);
    await orm.execute(sql`SELECT pg_advisory_lock(${SETUP_LOCK})`);
    await refuseNewer(orm, shown);
    await onPostgres.migrate(orm, migrationSettings);
    await boss.start();
  } finally {
    // The lock goes with the connection.
    client.release(true);
  }
}
