import { eq, inArray, sql } from '#drizzle';
import type { Outcome } from '../thread/tasks.ts';
import type { Database, OpenTables, Orm } from './database.ts';
import { isHeld, type Job } from './queue.ts';
import { checkpoints } from './tables.ts';

/** The last checkpoint of a run; undefined if there is none. */
export async function checkpointOf({ orm }: OpenTables, runId: string): Promise<Uint8Array | undefined> {
  const [row] = await orm
    .select({ bytes: checkpoints.bytes })
    .from(checkpoints)
    .where(eq(checkpoints.runId, runId));
  return row?.bytes;
}

/**
 * Writes the checkpoint of a job's run, replacing the previous one. Does nothing if the job was given to
 * another worker.
 */
export async function writeCheckpoint(
  { orm }: Database,
  job: Job,
  runId: string,
  { buffer, byteOffset, byteLength }: Uint8Array,
): Promise<void> {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  await orm.execute(sql`
    INSERT INTO gradscope.checkpoints (run_id, bytes) SELECT ${runId}, ${bytes}::bytea WHERE ${isHeld(job)}
    ON CONFLICT (run_id) DO UPDATE SET bytes = excluded.bytes, written_at = now()`);
}

/**
 * Deletes the checkpoints of finished runs. A run that was out of time keeps its last one, since it may be
 * given more time.
 */
export async function deleteCheckpoints(transaction: Orm, outcomes: readonly Outcome[]): Promise<void> {
  const ended = outcomes.filter(({ row }) => row.status !== 'timeout').map(({ row }) => row.run_id);
  if (ended.length > 0) await transaction.delete(checkpoints).where(inArray(checkpoints.runId, ended));
}
