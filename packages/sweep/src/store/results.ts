import { RESULT_COLUMNS, type RunRow } from 'gradscope';
import { eq, sql } from '#drizzle';
import { type OpenTables, rowsOf } from './database.ts';
import type { TableFile } from './sweeps.ts';
import { sweeps } from './tables.ts';

/** A finished run in its sweep. */
export type ResultRow = RunRow & { readonly index: number; readonly axes: Readonly<Record<string, unknown>> };

/** Rows that are read at once. */
const PAGE = 5000;

const COLUMNS = sql.raw(RESULT_COLUMNS.join(', '));

/** The finished runs of a sweep by their places in it, a page at a time: there may be a million. */
export async function* resultsOf({ orm }: OpenTables, sweepId: string): AsyncGenerator<readonly ResultRow[]> {
  for (let after = -1; ; ) {
    const page = await rowsOf<ResultRow>(
      orm,
      // Joins only the page's own places: a planner without statistics, as in a folder, joined all remaining
      // ones.
      sql`SELECT axes, ${COLUMNS} FROM (
            SELECT index, axes, run_id FROM gradscope.sweep_runs
            WHERE sweep_id = ${sweepId} AND index > ${after} ORDER BY index LIMIT ${PAGE}
          ) AS places JOIN gradscope.runs USING (run_id) ORDER BY index`,
    );
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.index;
  }
}

/** Why runs failed or ran out of time, the most frequent reason first, each with one run as example. */
export async function reasonsOf({ orm }: OpenTables, sweepId: string): Promise<Reason[]> {
  return rowsOf<Reason>(
    orm,
    sql`SELECT status, reason, count(*)::integer AS count, min(index)::integer AS "firstIndex"
        FROM gradscope.sweep_runs JOIN gradscope.runs USING (run_id)
        WHERE sweep_id = ${sweepId} AND status IN ('failed', 'timeout')
        GROUP BY status, reason ORDER BY count(*) DESC, reason LIMIT 20`,
  );
}

/** Why some runs failed. */
export interface Reason {
  readonly status: 'failed' | 'timeout';
  readonly reason: string;
  readonly count: number;
  /** The place of the first of them. */
  readonly firstIndex: number;
}

/** The file of the table that a sweep learns from; undefined if its data is not a table. */
export async function tableOf({ orm }: OpenTables, sweepId: string): Promise<TableFile | undefined> {
  const [sweep] = await orm.select().from(sweeps).where(eq(sweeps.sweepId, sweepId));
  return sweep?.tableName != null && sweep.tableFile
    ? { name: sweep.tableName, file: sweep.tableFile }
    : undefined;
}

/** The size of that file in bytes, without reading it; undefined if there is none. */
export async function tableSizeOf({ orm }: OpenTables, sweepId: string): Promise<number | undefined> {
  const [row] = await rowsOf<{ bytes: number | null }>(
    orm,
    sql`SELECT octet_length(table_file) AS bytes FROM gradscope.sweeps WHERE sweep_id = ${sweepId}`,
  );
  return row?.bytes ?? undefined;
}

/** The stored document of a sweep; undefined if there is no such sweep. */
export async function documentOf({ orm }: OpenTables, sweepId: string): Promise<unknown> {
  const [row] = await rowsOf<{ document: unknown }>(
    orm,
    sql`SELECT document FROM gradscope.sweeps WHERE sweep_id = ${sweepId}`,
  );
  return row?.document;
}
