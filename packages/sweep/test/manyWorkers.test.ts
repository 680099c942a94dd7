import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, statusOf, storeLocation } from '@gradscope/sweep';
import { RandomState } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../../../scripts/soak/soaking.ts';
import { freshStore } from './freshStore.ts';
import { ServerStore } from './serverStore.ts';
import { bitsOf, rowsOf, runSweep, smallSweep, temporaryFolder } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 600_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));

let store: ServerStore;
beforeAll(async () => {
  store = await ServerStore.start();
}, LONG);
afterAll(() => store?.stop(), LONG);

const RUNS = times(200, 10_000);
const PROCESSES = times(2, 4);
const THREADS = times([2], [1, 2]);
const KILLS = times(3, 50);
/** Workers that are alive at a time, each killed in its turn. */
const WORKERS = times(2, 3);

describe('a sweep on PostgreSQL', () => {
  it(
    `of ${RUNS} runs has the same bits from ${PROCESSES} worker processes, and from ${THREADS.join(' and ')} threads on PGlite`,
    async () => {
      const document = smallSweep(RUNS);
      const workers = Array.from(
        { length: PROCESSES },
        () => new WorkerProcess({ store: store.url, threads: 1, threadModule: slow }),
      );
      await Promise.all(workers.map(worker => worker.hasSaid('ready')));
      const sweepId = await store.submit(document, RUNS / times(20, 100));
      while ((await statusOf(store.database, sweepId))[0].state !== 'done') await sleep(50);
      expect(await Promise.all(workers.map(worker => worker.stop()))).toEqual(workers.map(() => 0));
      for (const worker of workers) expect(worker.output).toContain('recorded');
      await store.expectWhole(sweepId, document);
      const bits = bitsOf(await rowsOf(store.database, sweepId));
      for (const threads of THREADS) {
        const folder = temporaryFolder();
        const embedded = await openDatabase(storeLocation(await freshStore(folder.path)));
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
      const document = smallSweep(times(200, 1500), { target: 1 });
      const sweepId = await store.submit(document, 5);
      const start = () => new WorkerProcess({ store: store.url, threads: times(1, 2), threadModule: slow });
      const workers = Array.from({ length: WORKERS }, start);
      let atWork = 0;
      for (let kills = 0; kills < KILLS; kills++) {
        const victim = workers.shift()!;
        await victim.hasSaid('ready');
        await sleep(random.uniform(0, 400));
        expect(victim.isAlive, victim.said).toBe(true);
        const [status] = await statusOf(store.database, sweepId);
        if (status.done < status.total) atWork++;
        await victim.kill();
        if (kills + WORKERS < KILLS) workers.push(start());
      }
      await Promise.all(workers.map(worker => worker.kill()));
      expect(atWork).toBe(KILLS);
      await store.finish(sweepId);
      await store.expectWhole(sweepId, document);
    },
    LONG,
  );
});
