import { hostname } from 'node:os';
import type { SQL } from 'drizzle-orm';
import { type Kept, RUN_COLUMN_NAMES, RUN_COLUMNS, type RunColumn } from 'gradscope';
import { sql } from '#drizzle';
import type { Identified, Outcome } from '../thread/tasks.ts';
import { version } from '../version.ts';
import { doubleArray, integerArray, jsonArray, textArray } from './binaryArrays.ts';
import { deleteCheckpoints } from './checkpoints.ts';
import { type Database, type Orm, rowsOf } from './database.ts';
import { complete, enqueue, type Job, type Range } from './queue.ts';

/** The result of a job. */
export interface Finished {
  readonly job: Job;
  /** The finished runs, from this job or from others before it. */
  readonly runs: readonly Identified[];
  /** The runs among them that this job has trained. */
  readonly outcomes: readonly Outcome[];
  /** The unfinished rest of the job, which is queued again. */
  readonly rest: readonly Range[];
  /** Whether the job comes from the queue of those whose workers died. */
  readonly isDead?: boolean;
}

/**
 * Records results and ends their job, in one transaction: both happen, or neither. If the job no longer
 * belongs to this attempt, nothing is recorded: another worker does it, or has done it.
 *
 * @returns whether it was recorded
 */
export async function record(database: Database, finished: Finished): Promise<boolean> {
  const { job, runs, outcomes, rest, isDead } = finished;
  return database.transaction(async transaction => {
    if (!(await complete(database, transaction, job, isDead))) return false;
    // Sorted by id, so that no two transactions wait for each other.
    const sorted = outcomes.toSorted((a, b) => (a.row.run_id < b.row.run_id ? -1 : 1));
    await insertRuns(transaction, sorted);
    await insertKept(transaction, sorted);
    if (!isDead) await deleteCheckpoints(transaction, sorted);
    await insertPlaces(transaction, job.sweepId, runs);
    await enqueue(database, transaction, rest);
    return true;
  });
}

/** The parts of a job that are already finished. */
export interface Known {
  /** Whether its sweep is still running. */
  readonly isRunning: boolean;
  /** Places of the sweep whose runs are recorded. */
  readonly places: ReadonlySet<number>;
  /** Runs that another sweep has trained, with all that this one keeps. */
  readonly runIds: ReadonlySet<string>;
}

/**
 * Finds the runs of a job that need not be computed. A run that failed or ran out of time elsewhere is
 * computed again.
 */
export async function knownOf(
  { orm }: Database,
  { sweepId, from, to }: Range,
  ids: readonly string[],
  keep: readonly Kept[],
): Promise<Known> {
  const hasKept = sql.join(
    keep.map(
      name =>
        sql`AND EXISTS (SELECT FROM gradscope.${sql.identifier(name)} AS kept WHERE kept.run_id = runs.run_id)`,
    ),
    sql` `,
  );
  const [known] = await rowsOf<{ isRunning: boolean | null; places: number[]; runIds: string[] }>(
    orm,
    sql`SELECT
          (SELECT state = 'running' FROM gradscope.sweeps WHERE sweep_id = ${sweepId}) AS "isRunning",
          ARRAY(
            SELECT index FROM gradscope.sweep_runs
            WHERE sweep_id = ${sweepId} AND index >= ${from} AND index < ${to}
          ) AS places,
          ARRAY(
            SELECT run_id FROM gradscope.runs
            WHERE run_id = ANY(${textArray(ids)}::text[]) AND status IN ('trained', 'diverged') ${hasKept}
          ) AS "runIds"`,
  );
  const { isRunning, places, runIds } = known;
  return { isRunning: isRunning ?? false, places: new Set(places), runIds: new Set(runIds) };
}

/** The SQL type of a column, and how its values are sent. */
const KINDS = {
  text: ['text', textArray],
  integer: ['integer', integerArray],
  double: ['double precision', doubleArray],
} as const;
/** All columns except the time, which the store sets. */
const ALL_NAMES = [...RUN_COLUMN_NAMES, 'version', 'host'];
const COLUMNS = sql.raw(ALL_NAMES.join(', '));
const EXCLUDED = sql.raw(ALL_NAMES.map(name => `excluded.${name}`).join(', '));

/**
 * One parameter per column, whatever the number of rows: thousands of parameters take longer than their rows.
 */
async function insertRuns(transaction: Orm, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const columns = sql.join(
    RUN_COLUMN_NAMES.map(name => columnOf(name, outcomes)),
    sql`, `,
  );
  await transaction.execute(sql`
    INSERT INTO gradscope.runs (${COLUMNS})
    SELECT *, ${version}, ${hostname()} FROM unnest(${columns})
    ON CONFLICT (run_id) DO UPDATE SET (${COLUMNS}, finished_at) = (${EXCLUDED}, now())
    WHERE runs.status IN ('failed', 'timeout')`);
}

function columnOf(name: RunColumn, outcomes: readonly Outcome[]): SQL {
  const [type, array] = KINDS[RUN_COLUMNS[name]];
  const values = outcomes.map(({ row }) => row[name]);
  return sql`${(array as (values: unknown) => Buffer)(values)}::${sql.raw(type)}[]`;
}

async function insertKept(transaction: Orm, outcomes: readonly Outcome[]): Promise<void> {
  for (const { row, curve, npz } of outcomes) {
    if (curve) {
      await transaction.execute(sql`
        INSERT INTO gradscope.curves (run_id, step, loss)
        VALUES (${row.run_id}, ${integerArray(curve.step)}, ${doubleArray(curve.loss)}) ON CONFLICT DO NOTHING`);
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
  const indices = integerArray(runs.map(({ index }) => index));
  const runIds = textArray(runs.map(({ runId }) => runId));
  const axes = jsonArray(runs.map(run => run.axes));
  await transaction.execute(sql`
    INSERT INTO gradscope.sweep_runs (sweep_id, index, run_id, axes)
    SELECT ${sweepId}, * FROM unnest(${indices}::integer[], ${runIds}::text[], ${axes}::json[])
    ON CONFLICT DO NOTHING`);
}
