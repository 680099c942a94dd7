import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type Database,
  openDatabase,
  reasonsOf,
  statusOf,
  storeLocation,
  submit,
  work,
} from '@gradscope/sweep';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PostgresServer } from './postgresServer.ts';
import { ServerStore } from './serverStore.ts';
import { ALL_IN_ONE, faultySweep, rowsOf, smallSweep, tableSweep, trainedHere } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 600_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const unreliable = fileURLToPath(new URL('./fixtures/unreliableThread.mjs', import.meta.url));

let store: ServerStore;
let server: PostgresServer;
let database: Database;
beforeAll(async () => {
  store = await ServerStore.start();
  ({ server, database } = store);
}, LONG);
afterAll(() => store?.stop(), LONG);

describe('a sweep on PostgreSQL', () => {
  it(
    'ends although a run kills its worker each time, and says which; the runs beside it are trained',
    async () => {
      const document = faultySweep(['kills', 'mild', 'milder']);
      const sweepId = await store.submit(document, ALL_IN_ONE);
      const settings = { store: server.url, threads: 1, threadModule: unreliable, idleSeconds: 0.1 };
      const isDone = async () => (await statusOf(database, sweepId))[0].state === 'done';
      let died = 0;
      while (!(await isDone())) {
        if ((await new WorkerProcess(settings).end()) !== 0) died++;
        await store.giveBack();
      }
      expect(died).toBe(6);
      const [status] = await statusOf(database, sweepId);
      expect(status.runs).toEqual({ trained: 5, diverged: 0, timeout: 0, failed: 1 });
      const reason = 'the process that trained it ended, each time it was tried';
      expect(await reasonsOf(database, sweepId)).toEqual([
        { status: 'failed', reason, count: 1, firstIndex: 1 },
      ]);
    },
    LONG,
  );

  it(
    'hands a table to its workers, which have no such file',
    async () => {
      const { document, table } = tableSweep();
      const sweepId = await submit(database, { name: 'table', document, table, runsPerJob: 20 });
      const worker = new WorkerProcess({ store: server.url, threads: 1, idleSeconds: 0.1 });
      expect(await worker.end()).toBe(0);
      const rows = await rowsOf(database, sweepId);
      expect(rows.map(({ loss, test_accuracy }) => [loss, test_accuracy])).toEqual(
        trainedHere(document, table).map(({ loss, test }) => [loss, test!.accuracy]),
      );
    },
    LONG,
  );

  it(
    'goes on without the process that submitted it, killed at work',
    async () => {
      const document = smallSweep(100, { target: 2 });
      const submitter = new WorkerProcess({
        store: server.url,
        threads: 1,
        threadModule: slow,
        document,
        runsPerJob: 10,
      });
      await submitter.hasSaid('recorded');
      await submitter.kill();
      const [status] = await statusOf(database);
      expect(status.done).toBeLessThan(100);
      await store.finish(status.sweepId);
      await store.expectWhole(status.sweepId, document);
    },
    LONG,
  );

  it(
    'waits for a server that is restarted',
    async () => {
      const document = smallSweep(100, { target: 3 });
      const sweepId = await store.submit(document, 10);
      let recorded = 0;
      let restarted: Promise<void> | undefined;
      await work(database, {
        threads: 2,
        signal: new AbortController().signal,
        sweepId,
        threadModule: slow,
        onRecorded: () => {
          if (++recorded === 3) restarted = server.restart();
        },
      });
      await restarted;
      expect(recorded).toBeGreaterThan(3);
      await store.expectWhole(sweepId, document);
    },
    LONG,
  );

  it('outlives connections that end within a transaction, or just before one', async () => {
    // More often than there are connections, so that none may be lost.
    for (let times = 0; times < 5; times++) {
      const within = database.transaction(async transaction => {
        await transaction.execute('SELECT 1');
        await server.endConnections();
        await sleep(50);
        await transaction.execute('SELECT 1');
      });
      await expect(within).rejects.toThrow();
      await database.transaction(async () => {});
      server.endConnectionsUnheard();
      // That its connection has ended is not told before this begins.
      await expect(database.transaction(async () => {})).rejects.toThrow();
    }
    expect(await database.transaction(async () => 'works')).toBe('works');
  });

  it(
    'outlives connections that end while it works',
    async () => {
      const document = smallSweep(100, { target: 4 });
      const sweepId = await store.submit(document, 10);
      const working = work(database, {
        threads: 2,
        signal: new AbortController().signal,
        sweepId,
        threadModule: slow,
      });
      while (await Promise.race([working.then(() => false), sleep(150, true)])) await server.endConnections();
      await store.expectWhole(sweepId, document);
    },
    LONG,
  );

  it('never holds or tells the password', async () => {
    const tables = await server.query<{ text: string }>(
      'SELECT row_to_json(sweeps)::text AS text FROM gradscope.sweeps UNION ALL SELECT row_to_json(runs)::text FROM gradscope.runs ' +
        'UNION ALL SELECT row_to_json(job)::text FROM gradscope_jobs.job',
    );
    expect(tables.length).toBeGreaterThan(300);
    expect(tables.filter(({ text }) => text.includes(PASSWORD))).toEqual([]);
    const wrong = server.url.replace('/postgres', '/nowhere');
    await expect(openDatabase(storeLocation(wrong))).rejects.toThrow(
      /^postgres:\/\/127\.0\.0\.1:\d+\/nowhere: expected a store that works, got: database "nowhere" does not exist$/,
    );
  });
});
