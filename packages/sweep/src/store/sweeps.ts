import { expandSweep, type RunStatus } from 'gradscope';
import { eq, sql } from '#drizzle';
import { hashOfModules } from '../ownKinds.ts';
import { hash, sweepId } from '../runId.ts';
import { SweepError } from '../sweepError.ts';
import type { SharedSweep } from '../thread/tasks.ts';
import { version } from '../version.ts';
import { type Database, type OpenTables, type Orm, rowsOf } from './database.ts';
import { enqueue, outstanding, type Range, withdraw } from './queue.ts';
import { sweeps } from './tables.ts';

/** A table of data as its file is. */
export interface TableFile {
  readonly name: string;
  readonly file: Uint8Array;
}

/** A sweep to store. */
export interface SweepRequest {
  /** Its name for people: that of its file. */
  readonly name: string;
  readonly document: unknown;
  readonly table: TableFile | undefined;
  /** Runs that are one job: a second's work or so. */
  readonly runsPerJob: number;
}

/** The progress of a sweep. */
export interface SweepStatus {
  readonly sweepId: string;
  readonly name: string;
  readonly version: string;
  readonly state: 'running' | 'cancelled' | 'done';
  readonly total: number;
  readonly runs: Readonly<Record<RunStatus, number>>;
  /** Finished runs, however they ended. */
  readonly done: number;
  readonly submittedAt: Date;
}

/**
 * Stores a sweep and queues its runs; if it is already stored, only those that are missing and not queued.
 * From then on any worker does them.
 *
 * @returns the sweep's id
 */
export async function submit(database: Database, request: SweepRequest): Promise<string> {
  const { name, document, table, runsPerJob } = request;
  const id = sweepId(document, table && hash(table.file), hashOfModules());
  const { total } = expandSweep(document);
  await database.transaction(async transaction => {
    const inserted = await transaction
      .insert(sweeps)
      .values({
        sweepId: id,
        name,
        document,
        version,
        total,
        runsPerJob,
        ...(table && { tableName: table.name, tableFile: Buffer.from(table.file) }),
      })
      .onConflictDoNothing()
      .returning({ id: sweeps.sweepId });
    const gaps = inserted.length > 0 ? [{ from: 0, to: total }] : await reopen(transaction, id, total);
    await enqueue(database, transaction, jobsOf(id, gaps, runsPerJob));
  });
  return id;
}

export interface ResumeOptions {
  /** Whether to repeat runs that failed or ran out of time, so that they no longer count as finished. */
  readonly retryFailed?: boolean;
}

/** Continues a sweep that was cancelled, or whose jobs are gone. Throws SweepError if there is none. */
export async function resume(
  database: Database,
  id: string,
  { retryFailed = false }: ResumeOptions = {},
): Promise<void> {
  await database.transaction(async transaction => {
    const [sweep] = await transaction.select().from(sweeps).where(eq(sweeps.sweepId, id));
    if (!sweep) throw new SweepError(`sweep: expected one of the store, got ${JSON.stringify(id)}`);
    if (retryFailed) await forgetFailed(transaction, id);
    const gaps = await reopen(transaction, id, sweep.total);
    await enqueue(database, transaction, jobsOf(id, gaps, sweep.runsPerJob));
  });
}

/** Empties the places of failed runs; the runs' rows stay until others replace them. */
async function forgetFailed(transaction: Orm, id: string): Promise<void> {
  await transaction.execute(sql`
    DELETE FROM gradscope.sweep_runs USING gradscope.runs
    WHERE sweep_id = ${id} AND runs.run_id = sweep_runs.run_id AND runs.status IN ('failed', 'timeout')`);
}

/** Takes a sweep's runs off the queue; those being trained are finished, and finished ones are kept. */
export async function cancel(database: Database, id: string): Promise<void> {
  await database.orm.update(sweeps).set({ state: 'cancelled' }).where(eq(sweeps.sweepId, id));
  await withdraw(database, id);
}

/** Consecutive places, `from` … `to` − 1. */
type Gap = Pick<Range, 'from' | 'to'>;

/**
 * Marks a sweep as running and returns the places that are neither done nor queued. The lock on the row keeps
 * others from queuing it too.
 */
async function reopen(transaction: Orm, id: string, total: number): Promise<Gap[]> {
  await transaction.update(sweeps).set({ state: 'running' }).where(eq(sweeps.sweepId, id));
  const queued = await outstanding(transaction, id);
  const open = await rowsOf<Gap>(
    transaction,
    sql`SELECT index + 1 AS "from", next AS "to" FROM (
          SELECT index, lead(index, 1, ${total}::integer) OVER (ORDER BY index) AS next FROM (
            SELECT -1 AS index UNION ALL SELECT index FROM gradscope.sweep_runs WHERE sweep_id = ${id}
          ) AS places
        ) AS gaps WHERE next > index + 1 ORDER BY index`,
  );
  return open.flatMap(gap => without(gap, queued));
}

/** The rest of a gap without these ranges. */
function without(gap: Gap, taken: readonly Range[]): Gap[] {
  const within = taken
    .filter(({ from, to }) => from < gap.to && to > gap.from)
    .toSorted((a, b) => a.from - b.from);
  const left: Gap[] = [];
  let from = gap.from;
  for (const range of within) {
    if (range.from > from) left.push({ from, to: range.from });
    from = Math.max(from, range.to);
  }
  return from < gap.to ? [...left, { from, to: gap.to }] : left;
}

/** The last jobs are shorter, so that all threads end at about the same time. */
const SHORTEST_SHARE = 4;
const JOBS_LEFT = 8;

/** The ranges of jobs of at most so many runs. */
export function* jobsOf(id: string, gaps: readonly Gap[], most: number): Generator<Range> {
  let left = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  for (const gap of gaps) {
    for (let from = gap.from; from < gap.to; ) {
      const size = Math.min(most, Math.max(Math.ceil(most / SHORTEST_SHARE), Math.ceil(left / JOBS_LEFT)));
      const to = Math.min(from + size, gap.to);
      yield { sweepId: id, from, to };
      left -= to - from;
      from = to;
    }
  }
}

/** The progress of each sweep, the last submitted first; or of one. */
export async function statusOf({ orm }: OpenTables, id?: string): Promise<SweepStatus[]> {
  const only = id === undefined ? sql`` : sql`WHERE sweeps.sweep_id = ${id}`;
  const rows = await rowsOf<Row>(
    orm,
    sql`SELECT sweeps.sweep_id, sweeps.name, sweeps.version, sweeps.state, sweeps.total,
          extract(epoch FROM sweeps.submitted_at)::double precision AS submitted,
          count(*) FILTER (WHERE runs.status = 'trained')::integer AS trained,
          count(*) FILTER (WHERE runs.status = 'diverged')::integer AS diverged,
          count(*) FILTER (WHERE runs.status = 'timeout')::integer AS timeout,
          count(*) FILTER (WHERE runs.status = 'failed')::integer AS failed
        FROM gradscope.sweeps LEFT JOIN gradscope.sweep_runs USING (sweep_id) LEFT JOIN gradscope.runs USING (run_id)
        ${only} GROUP BY sweeps.sweep_id ORDER BY sweeps.submitted_at DESC, sweeps.sweep_id`,
  );
  return rows.map(statusFrom);
}

type Row = Readonly<
  Record<RunStatus, number> & {
    sweep_id: string;
    name: string;
    version: string;
    state: 'running' | 'cancelled';
    total: number;
    submitted: number;
  }
>;

function statusFrom({ sweep_id, name, version, state, total, submitted, ...runs }: Row): SweepStatus {
  const { trained, diverged, timeout, failed } = runs;
  const done = trained + diverged + timeout + failed;
  return {
    sweepId: sweep_id,
    name,
    version,
    state: done >= total ? 'done' : state,
    total,
    runs: { trained, diverged, timeout, failed },
    done,
    submittedAt: new Date(1000 * submitted),
  };
}

/** Whether a sweep still has something to do: it is neither done nor cancelled. */
export async function isOpen({ orm }: Database, id: string): Promise<boolean> {
  const [row] = await rowsOf<{ open: boolean }>(
    orm,
    sql`SELECT state = 'running' AND total > (SELECT count(*) FROM gradscope.sweep_runs WHERE sweep_id = ${id}) AS open
        FROM gradscope.sweeps WHERE sweep_id = ${id}`,
  );
  return row?.open ?? false;
}

/** A stored sweep for the threads; undefined if it is cancelled, or gone. */
export async function sharedSweep({ orm }: Database, id: string): Promise<SharedSweep | undefined> {
  const [sweep] = await orm.select().from(sweeps).where(eq(sweeps.sweepId, id));
  if (!sweep) return undefined;
  const { document, tableName, tableFile } = sweep;
  const table = tableName !== null && tableFile ? { name: tableName, file: shared(tableFile) } : null;
  return { sweepId: id, document: shared(new TextEncoder().encode(JSON.stringify(document))), table };
}

/** Whether a sweep is still running. */
export async function isRunning({ orm }: Database, id: string): Promise<boolean> {
  const [sweep] = await orm.select({ state: sweeps.state }).from(sweeps).where(eq(sweeps.sweepId, id));
  return sweep?.state === 'running';
}

function shared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
