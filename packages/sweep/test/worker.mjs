// A process of its own that works on a store, to be killed: node worker.mjs '{"store": …, "threads": …, …}'. Says "ready" once
// it takes jobs, and "recorded" for each that it has recorded.
import { openDatabase, storeLocation, submit, work } from '@gradscope/sweep';

const { store, threads, threadModule, idleSeconds, document, runsPerJob } = JSON.parse(process.argv[2]);
const database = await openDatabase(storeLocation(store));
const request = { name: 'killed', document, table: undefined, runsPerJob };
const sweepId = document && (await submit(database, request));
process.stdout.write('ready\n');
await work(database, {
  threads,
  signal: new AbortController().signal,
  onRecorded: rows => process.stdout.write(`recorded ${rows.length}\n`),
  ...(threadModule && { threadModule }),
  ...(idleSeconds && { idleSeconds }),
  ...(sweepId && { sweepId }),
});
await database.close();
