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
import { expandSweep, RandomState } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../../../scripts/soak/soaking.ts';
import { PASSWORD, PostgresServer } from './postgresServer.ts';
import {
  ALL_IN_ONE,
  bitsOf,
  faultySweep,
  rowsOf,
  runSweep,
  smallSweep,
  tableSweep,
  temporaryFolder,
  trainedHere,
} from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 600_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const unreliable = fileURLToPath(new URL('./fixtures/unreliableThread.mjs', import.meta.url));

let server: PostgresServer;
let database: Database;
beforeAll(async () => {
  server = await PostgresServer.start();
  database = await openDatabase(storeLocation(server.url));
}, LONG);
afterAll(async () => {
  await database?.close();
  await server?.stop();
}, LONG);

const submitSweep = (document: object, runsPerJob: number) =>
  submit(database, { name: 'sweep', document, table: undefined, runsPerJob });

/** Works in this process until a sweep is done. */
const finish = (sweepId: string) =>
  work(database, { threads: 2, signal: new AbortController().signal, sweepId });

/** That each run is there once, with the bits it has when trained alone. */
async function expectWhole(sweepId: string, document: object): Promise<void> {
  const sweep = expandSweep(document);
  const [status] = await statusOf(database, sweepId);
  expect(status).toMatchObject({ state: 'done', done: sweep.total });
  const rows = await rowsOf(database, sweepId);
  expect(rows.map(({ index }) => index)).toEqual([...Array(sweep.total).keys()]);
  expect(rows.map(({ loss, steps }) => [loss, steps])).toEqual(
    trainedHere(document).map(({ loss, steps }) => [loss, steps]),
  );
  // No run is on the queue any more, and none was recorded under two names.
  const [left] = await server.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM gradscope_jobs.job WHERE state < 'completed' AND data ->> 'sweepId' = '${sweepId}'`,
  );
  expect(left!.count).toBe(0);
}

const RUNS = times(1000, 10_000);
const KILLS = times(5, 50);
/** Workers that are alive at a time, each killed in its turn. */
const WORKERS = 3;

describe('a sweep on PostgreSQL', () => {
  it(
    `of ${RUNS} runs has the same bits from 4 worker processes, and from 1 and 2 threads on PGlite`,
    async () => {
      const document = smallSweep(RUNS);
      const workers = Array.from(
        { length: 4 },
        () => new WorkerProcess({ store: server.url, threads: 1, idleSeconds: 5 }),
      );
      const sweepId = await submitSweep(document, RUNS / 100);
      expect(await Promise.all(workers.map(worker => worker.end()))).toEqual([0, 0, 0, 0]);
      await expectWhole(sweepId, document);
      const bits = bitsOf(await rowsOf(database, sweepId));
      for (const threads of [1, 2]) {
        const folder = temporaryFolder();
        const embedded = await openDatabase(storeLocation(folder.path));
        await runSweep(embedded, document, { threads, runsPerJob: RUNS / 20 });
        expect(bitsOf(await rowsOf(embedded, sweepId))).toBe(bits);
        await embedded.close();
        folder.remove();
      }
    },
    LONG,
  );

  it(
    `outlives ${KILLS} kills −9 of its workers`,
    async () => {
      const random = new RandomState(7);
      // More than is done by the time of the last kill.
      const document = smallSweep(times(300, 1500), { target: 1 });
      const sweepId = await submitSweep(document, 5);
      const start = () => new WorkerProcess({ store: server.url, threads: 2, threadModule: slow });
      const workers = Array.from({ length: WORKERS }, start);
      let atWork = 0;
      for (let kills = 0; kills < KILLS; kills++) {
        const victim = workers.shift()!;
        await victim.hasSaid('ready');
        await sleep(random.uniform(0, 400));
        expect(victim.isAlive, victim.said).toBe(true);
        const [status] = await statusOf(database, sweepId);
        if (status!.done < status!.total) atWork++;
        await victim.kill();
        workers.push(start());
      }
      await Promise.all(workers.map(worker => worker.kill()));
      expect(atWork).toBe(KILLS);
      await finish(sweepId);
      await expectWhole(sweepId, document);
    },
    LONG,
  );

  it(
    'ends although a run kills its worker each time, and says which; the runs beside it are trained',
    async () => {
      const document = faultySweep(['kills', 'mild', 'milder']);
      const sweepId = await submitSweep(document, ALL_IN_ONE);
      const settings = { store: server.url, threads: 1, threadModule: unreliable, idleSeconds: 1 };
      const isDone = async () => (await statusOf(database, sweepId))[0]!.state === 'done';
      let died = 0;
      while (!(await isDone())) {
        if ((await new WorkerProcess(settings).end()) !== 0) died++;
        await server.passHeartbeat();
        await database.boss.supervise();
      }
      expect(died).toBe(6);
      const [status] = await statusOf(database, sweepId);
      expect(status!.runs).toEqual({ trained: 5, diverged: 0, timeout: 0, failed: 1 });
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
      const worker = new WorkerProcess({ store: server.url, threads: 2, idleSeconds: 1 });
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
      const document = smallSweep(200, { target: 2 });
      const submitter = new WorkerProcess({
        store: server.url,
        threads: 2,
        threadModule: slow,
        document,
        runsPerJob: 10,
      });
      await submitter.hasSaid('recorded');
      await submitter.kill();
      const [status] = await statusOf(database);
      expect(status!.done).toBeLessThan(200);
      await finish(status!.sweepId);
      await expectWhole(status!.sweepId, document);
    },
    LONG,
  );

  it(
    'waits for a server that is restarted',
    async () => {
      const document = smallSweep(200, { target: 3 });
      const sweepId = await submitSweep(document, 10);
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
      await expectWhole(sweepId, document);
    },
    LONG,
  );

  it('outlives connections that end within a transaction, or just before one', async () => {
    // More often than there are connections, so that none may be lost.
    for (let times = 0; times < 10; times++) {
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
      const document = smallSweep(200, { target: 4 });
      const sweepId = await submitSweep(document, 10);
      const working = work(database, {
        threads: 2,
        signal: new AbortController().signal,
        sweepId,
        threadModule: slow,
      });
      while (await Promise.race([working.then(() => false), sleep(150, true)])) await server.endConnections();
      await expectWhole(sweepId, document);
    },
    LONG,
  );

  it('never holds or tells the password', async () => {
    const tables = await server.query<{ text: string }>(
      'SELECT row_to_json(sweeps)::text AS text FROM gradscope.sweeps UNION ALL SELECT row_to_json(runs)::text FROM gradscope.runs ' +
        'UNION ALL SELECT row_to_json(job)::text FROM gradscope_jobs.job',
    );
    expect(tables.length).toBeGreaterThan(RUNS);
    expect(tables.filter(({ text }) => text.includes(PASSWORD))).toEqual([]);
    const wrong = server.url.replace('/postgres', '/nowhere');
    await expect(openDatabase(storeLocation(wrong))).rejects.toThrow(
      /^postgres:\/\/127\.0\.0\.1:\d+\/nowhere: expected a store that works, got: database "nowhere" does not exist$/,
    );
  });
});
