import type { SQL } from 'drizzle-orm';
import { fromDrizzle, type JobWithMetadata } from 'pg-boss';
import { sql } from '#drizzle';
import { version } from '../version.ts';
import { type Database, type Orm, QUEUE_SCHEMA, rowsOf } from './database.ts';

/** Consecutive runs of a sweep: `from` … `to` − 1. */
export interface Range {
  readonly sweepId: string;
  readonly from: number;
  readonly to: number;
}

/** A range that this process has taken, for one attempt. */
export interface Job extends Range {
  readonly id: string;
  /** Number of earlier attempts that did not finish. */
  readonly retryCount: number;
}

/** Workers take only jobs of their own version: another version would not give the same bits. */
const QUEUE = `runs-${version}`;
/** The queue for jobs whose workers died again and again. */
const DEAD = `dead-${version}`;

/** A silent worker's jobs are given back after this time; working ones report earlier. */
const HEARTBEAT_SECONDS = 10;
export const HEARTBEAT_MILLISECONDS = 3000;
const DAY = 86_400;

const RETENTION = {
  // Longest that pg-boss allows, each.
  expireInSeconds: DAY,
  retentionSeconds: 365 * DAY,
  // Our own tables record finished work.
  deleteAfterSeconds: DAY / 24,
} as const;

/** A job is tried so often in vain; a worker may be killed for reasons that are not the run's. */
const RETRIES = 20;
/** If a single run ends its worker this often, the run itself is the cause. */
const RETRIES_ALONE = 3;
/** After this many attempts a job's runs are queued one by one, to find the one that ends its workers. */
export const SPLIT_AFTER = 2;

/** Jobs that are inserted or looked at in one statement. */
const PAGE = 1000;

/**
 * Creates the queues if they do not exist. In a folder, it also takes back what an earlier process left
 * unfinished, and removes what it has finished, which a server does by itself.
 */
export async function prepareQueue({ orm, boss, location }: Database): Promise<void> {
  await boss.createQueue(DEAD, { ...RETENTION, heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: RETRIES });
  await boss.createQueue(QUEUE, { ...RETENTION, deadLetter: DEAD, heartbeatSeconds: HEARTBEAT_SECONDS });
  if (location.kind === 'server') return;
  const ended = { message: 'its process ended' };
  await inPages(
    await outstanding(orm),
    job => job.isActive,
    (queue, ids) => boss.fail(queue, ids, ended),
  );
  for (const queue of [QUEUE, DEAD]) await boss.deleteStoredJobs(queue);
  await orm.execute(sql`VACUUM ${sql.identifier(QUEUE_SCHEMA)}.job`);
}

/** Queues ranges within a transaction. */
export async function enqueue({ boss }: Database, transaction: Orm, ranges: Iterable<Range>): Promise<void> {
  const db = fromDrizzle(transaction, sql);
  let page: { data: Range; retryLimit: number }[] = [];
  const flush = async () => {
    if (page.length > 0) await boss.insert(QUEUE, page, { db });
    page = [];
  };
  for (const data of ranges) {
    page.push({ data, retryLimit: data.to - data.from === 1 ? RETRIES_ALONE : RETRIES });
    if (page.length === PAGE) await flush();
  }
  await flush();
}

/** Takes the next job; undefined if there is none. */
export async function take({ boss }: Database): Promise<Job | undefined> {
  const [job] = await boss.fetch<Range>(QUEUE, { includeMetadata: true });
  return job && jobOf(job);
}

/** Takes a job whose workers died too often. */
export async function takeDead({ boss }: Database): Promise<Job | undefined> {
  const [job] = await boss.fetch<Range>(DEAD, { includeMetadata: true });
  return job && jobOf(job);
}

/**
 * Ends a job within a transaction; false if it no longer belongs to this attempt, because it was given to
 * another.
 */
export async function complete(
  { boss }: Database,
  transaction: Orm,
  { id, retryCount }: Job,
  isDead = false,
): Promise<boolean> {
  const db = fromDrizzle(transaction, sql);
  const response = await boss.complete(isDead ? DEAD : QUEUE, { id, retryCount }, null, { db });
  // The library's types lack a field that its documentation names.
  return (response as { readonly affected: number }).affected === 1;
}

/** The condition that a job still belongs to this attempt: it may have been given to another meanwhile. */
export function isHeld({ id, retryCount }: Job): SQL {
  return sql`EXISTS (
    SELECT FROM ${sql.identifier(QUEUE_SCHEMA)}.job
    WHERE name = ${QUEUE} AND id = ${id}::uuid AND state = 'active' AND retry_count = ${retryCount}::integer)`;
}

/** Says that these jobs are still being worked on. */
export async function touch({ boss }: Database, jobs: Iterable<Job>): Promise<void> {
  const attempts = [...jobs].map(({ id, retryCount }) => ({ id, retryCount }));
  if (attempts.length > 0) await boss.touch(QUEUE, attempts);
}

/** A job that is queued or being worked on. */
export interface Outstanding extends Range {
  readonly id: string;
  readonly queue: string;
  readonly isActive: boolean;
}

/**
 * All jobs that are queued or in work, of one sweep or of all. Read from pg-boss's table, because its own
 * search pages through all jobs, including finished ones.
 */
export async function outstanding(orm: Orm, sweepId?: string): Promise<Outstanding[]> {
  const ofSweep = sweepId === undefined ? sql`` : sql`AND data ->> 'sweepId' = ${sweepId}`;
  return rowsOf<Outstanding>(
    orm,
    sql`SELECT id, name AS queue, state = 'active' AS "isActive", data ->> 'sweepId' AS "sweepId",
          (data ->> 'from')::integer AS "from", (data ->> 'to')::integer AS "to"
        FROM ${sql.identifier(QUEUE_SCHEMA)}.job
        WHERE name IN (${QUEUE}, ${DEAD}) AND state IN ('created', 'retry', 'active') ${ofSweep}`,
  );
}

/** Takes the jobs of a sweep that have not started off the queue. */
export async function withdraw({ orm, boss }: Database, sweepId: string): Promise<void> {
  await inPages(
    await outstanding(orm, sweepId),
    job => !job.isActive,
    (queue, ids) => boss.cancel(queue, ids),
  );
}

/** Calls `act` with the ids of the jobs that are `chosen`, queue by queue, a page at a time. */
async function inPages(
  jobs: readonly Outstanding[],
  chosen: (job: Outstanding) => boolean,
  act: (queue: string, ids: string[]) => Promise<unknown>,
): Promise<void> {
  for (const queue of [QUEUE, DEAD]) {
    const ids = jobs.filter(job => job.queue === queue && chosen(job)).map(({ id }) => id);
    for (let i = 0; i < ids.length; i += PAGE) await act(queue, ids.slice(i, i + PAGE));
  }
}

function jobOf({ id, retryCount, data }: JobWithMetadata<Range>): Job {
  return { id, retryCount, sweepId: data.sweepId, from: data.from, to: data.to };
}
