import { hostname } from 'node:os';
import { getTableColumns, sql } from 'drizzle-orm';
import type { Kept } from 'gradscope';
import type { Identified, Outcome } from '../thread/tasks.ts';
import { version } from '../version.ts';
import { type Database, type Orm, rowsOf } from './database.ts';
import { complete, enqueue, type Job, type Range } from './queue.ts';
import { runs as runsTable } from './tables.ts';

/** What a job has come to. */
export interface Finished {
  readonly job: Job;
  /** The runs that are there now, of this job or of others before it. */
  readonly runs: readonly Identified[];
  /** Those of them that this job has trained. */
  readonly outcomes: readonly Outcome[];
  /** What is left of the job: queued again. */
  readonly rest: readonly Range[];
  /** Whether the job comes from the queue of those whose workers died. */
  readonly isDead?: boolean;
}

/**
 * Records results and ends their job, in one transaction: both happen, or neither. Where the job is no longer this
 * attempt's, nothing is recorded: another worker does it, or has done it.
 *
 * @returns whether it was recorded
 */
export async function record(database: Database, finished: Finished): Promise<boolean> {
  const { job, runs, outcomes, rest, isDead } = finished;
  return database.transaction(async transaction => {
    if (!(await complete(database, transaction, job, isDead))) return false;
    // In the order of their ids, so that no two transactions wait for each other.
    const sorted = outcomes.toSorted((a, b) => (a.row.run_id < b.row.run_id ? -1 : 1));
    await insertRuns(transaction, sorted);
    await insertKept(transaction, sorted);
    await insertPlaces(transaction, job.sweepId, runs);
    await enqueue(database, transaction, rest);
    return true;
  });
}

/** What of a range is there already. */
export interface Known {
  /** Places of the sweep whose runs are recorded. */
  readonly places: ReadonlySet<number>;
  /** Runs that another sweep has trained, with all that this one keeps. */
  readonly runIds: ReadonlySet<string>;
}

/** Looks up what of a job need not be computed. A run that failed or ran out of time elsewhere is computed again. */
export async function knownOf(
  { orm }: Database,
  { sweepId, from, to }: Range,
  ids: readonly string[],
  keep: readonly Kept[],
): Promise<Known> {
  const places = await rowsOf<{ index: number }>(
    orm,
    sql`SELECT index FROM gradscope.sweep_runs WHERE sweep_id = ${sweepId} AND index >= ${from} AND index < ${to}`,
  );
  const hasKept = sql.join(
    keep.map(
      name =>
        sql`AND EXISTS (SELECT FROM gradscope.${sql.identifier(name)} AS kept WHERE kept.run_id = runs.run_id)`,
    ),
    sql` `,
  );
  const trained = await rowsOf<{ run_id: string }>(
    orm,
    sql`SELECT run_id FROM gradscope.runs
        WHERE run_id IN (SELECT json_array_elements_text(${JSON.stringify(ids)}::json))
          AND status IN ('trained', 'diverged') ${hasKept}`,
  );
  return {
    places: new Set(places.map(({ index }) => index)),
    runIds: new Set(trained.map(({ run_id }) => run_id)),
  };
}

/** One parameter whatever the number of rows: thousands of parameters take longer than their rows. */
async function insertRuns(transaction: Orm, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = jsonText(outcomes.map(({ row }) => ({ ...row, version, host: hostname() })));
  await transaction.execute(sql`
    INSERT INTO gradscope.runs (${COLUMNS})
    SELECT ${COLUMNS} FROM json_populate_recordset(NULL::gradscope.runs, ${rows}::json)
    ON CONFLICT (run_id) DO UPDATE SET (${COLUMNS}, finished_at) = (${EXCLUDED}, now())
    WHERE runs.status IN ('failed', 'timeout')`);
}

/** All columns but the time, which is the store's. */
const NAMES = Object.values(getTableColumns(runsTable))
  .filter(column => column !== runsTable.finishedAt)
  .map(({ name }) => name);
const COLUMNS = sql.raw(NAMES.join(', '));
const EXCLUDED = sql.raw(NAMES.map(name => `excluded.${name}`).join(', '));

async function insertKept(transaction: Orm, outcomes: readonly Outcome[]): Promise<void> {
  for (const { row, curve, npz } of outcomes) {
    if (curve) {
      const { step, loss } = curve;
      await transaction.execute(sql`
        INSERT INTO gradscope.curves (run_id, step, loss)
        SELECT * FROM json_to_record(${jsonText({ run_id: row.run_id, step, loss })}::json)
          AS kept (run_id text, step integer[], loss double precision[])
        ON CONFLICT DO NOTHING`);
    }
    if (npz) {
      const bytes = Buffer.from(npz.buffer, npz.byteOffset, npz.byteLength);
      await transaction.execute(sql`
        INSERT INTO gradscope.weights (run_id, npz) VALUES (${row.run_id}, ${bytes}) ON CONFLICT DO NOTHING`);
    }
  }
}

async function insertPlaces(transaction: Orm, sweepId: string, runs: readonly Identified[]): Promise<void> {
  if (runs.length === 0) return;
  const rows = JSON.stringify(runs.map(({ index, runId, axes }) => ({ index, run_id: runId, axes })));
  await transaction.execute(sql`
    INSERT INTO gradscope.sweep_runs (sweep_id, index, run_id, axes)
    SELECT ${sweepId}, index, run_id, axes FROM json_to_recordset(${rows}::json) AS places (index integer, run_id text, axes json)
    ON CONFLICT DO NOTHING`);
}

/** JSON in which NaN, ±∞ and −0 are texts, which PostgreSQL reads as the numbers they are. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    if (typeof item !== 'number') return item;
    if (Object.is(item, -0)) return '-0';
    return Number.isFinite(item) ? item : String(item);
  });
}
