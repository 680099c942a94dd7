import { fileURLToPath } from 'node:url';
import { openDatabase, reasonsOf, type SweepStatus, statusOf, storeLocation } from '@gradscope/sweep';
import { afterAll, describe, expect, it } from 'vitest';
import { ALL_IN_ONE, faultySweep, rowsOf, runSweep, smallSweep, temporaryFolder } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 300_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const unreliable = fileURLToPath(new URL('./fixtures/unreliableThread.mjs', import.meta.url));
const POISON = 'the process that trained it ended, each time it was tried';
const folder = temporaryFolder();
afterAll(folder.remove);

async function expectWholeOnceFinished(store: string, document: object): Promise<void> {
  const database = await openDatabase(storeLocation(store));
  const sweepId = await runSweep(database, document, { runsPerJob: 20 });
  expect((await statusOf(database, sweepId))[0]).toMatchObject({ state: 'done', done: 400 });
  const indices = (await rowsOf(database, sweepId)).map(({ index }) => index);
  expect(indices).toEqual([...Array(400).keys()]);
  await database.close();
}

describe('a store in a folder', () => {
  it(
    'loses nothing when its process is killed, while it is made or at work',
    async () => {
      const settings = {
        store: `${folder.path}/killed`,
        threads: 2,
        threadModule: slow,
        document: smallSweep(400),
        runsPerJob: 20,
      };
      const making = new WorkerProcess(settings);
      await new Promise(resolve => setTimeout(resolve, 1500));
      await making.kill();
      for (let kills = 1; kills <= 3; kills++) {
        const working = new WorkerProcess(settings);
        await working.hasSaid('recorded', 2);
        await working.kill();
      }
      await expectWholeOnceFinished(settings.store, settings.document);
    },
    LONG,
  );

  it(
    'ends although a run kills its process, and says which; the runs beside it are trained',
    async () => {
      const settings = {
        store: `${folder.path}/poisoned`,
        threads: 1,
        threadModule: unreliable,
        document: faultySweep(['kills', 'mild', 'milder']),
        runsPerJob: ALL_IN_ONE,
      };
      // As often as a user would have to begin again: together, then alone, until it is given up.
      let died = 0;
      while ((await new WorkerProcess(settings).end()) !== 0) died++;
      expect(died).toBe(6);
      const database = await openDatabase(storeLocation(settings.store));
      const [{ sweepId, runs }] = (await statusOf(database)) as [SweepStatus];
      expect(runs).toEqual({ trained: 5, diverged: 0, timeout: 0, failed: 1 });
      expect(await reasonsOf(database, sweepId)).toEqual([
        { status: 'failed', reason: POISON, count: 1, firstIndex: 1 },
      ]);
      await database.close();
    },
    LONG,
  );

  it(
    'that can grow no more ends with one clear error, and goes on once it can',
    async () => {
      const settings = {
        store: `${folder.path}/full`,
        threads: 2,
        document: smallSweep(400),
        runsPerJob: 20,
      };
      await (await openDatabase(storeLocation(settings.store))).close();
      // Files of at most 64 KiB: there is no room for what is to be written.
      const full = new WorkerProcess(settings, 'trap "" XFSZ; ulimit -f 64');
      expect(await full.end()).not.toBe(0);
      expect(full.said).toContain('is the disk full?');
      await expectWholeOnceFinished(settings.store, settings.document);
    },
    LONG,
  );
});
