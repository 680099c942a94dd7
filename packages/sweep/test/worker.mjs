// A process of its own that works on a store, to be killed: node worker.mjs '{"store": …, "threads": …, …}'. Says "ready" once
// it takes jobs, and "recorded" for each that it has recorded; if it
// is told how often checkpoints are written, also "checkpoint" as long as the store has one.
import { openDatabase, storeLocation, submit, work } from '@gradscope/sweep';

const { store, threads, threadModule, idleSeconds, document, runsPerJob, checkpointSeconds } = JSON.parse(
  process.argv[2],
);
const database = await openDatabase(storeLocation(store));
const request = { name: 'killed', document, table: undefined, runsPerJob };
const sweepId = document && (await submit(database, request));
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
process.stdout.write('ready\n');
if (checkpointSeconds) setInterval(sayCheckpoint, 20).unref();

await work(database, {
  threads,
  signal: stop.signal,
  onRecorded: rows => process.stdout.write(`recorded ${rows.length}\n`),
  ...(threadModule && { threadModule }),
  ...(checkpointSeconds && { checkpointSeconds }),
  ...(idleSeconds && { idleSeconds }),
  ...(sweepId && { sweepId }),
});
await database.close();

async function sayCheckpoint() {
  const { rows } = await database.orm.execute('SELECT FROM gradscope.checkpoints');
  if (rows.length > 0) process.stdout.write('checkpoint\n');
}
