import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, reasonsOf, type SweepStatus, statusOf, storeLocation } from '@gradscope/sweep';
import { RandomState } from 'gradscope';
import { afterAll, describe, expect, it } from 'vitest';
import { SOAKING, times } from '../../../scripts/soak/soaking.ts';
import { freshStore } from './freshStore.ts';
import { ALL_IN_ONE, expectWholeOnceFinished, faultySweep, smallSweep, temporaryFolder } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 300_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const unreliable = fileURLToPath(new URL('./fixtures/unreliableThread.mjs', import.meta.url));
const POISON = 'the process that trained it ended, each time it was tried';
const folder = temporaryFolder();
afterAll(folder.remove);

const KILLS = times(1, 5);

describe('a store in a folder', () => {
  it(
    'loses nothing when its process is killed, while it is made or at work',
    async () => {
      const settings = {
        store: `${folder.path}/killed`,
        threads: 2,
        threadModule: slow,
        document: smallSweep(times(200, 400)),
        runsPerJob: 20,
      };
      const random = new RandomState(5);
      for (let kills = 0; kills < KILLS; kills++) {
        const making = new WorkerProcess(settings);
        while (making.isAlive && !existsSync(`${settings.store}/pglite`)) await sleep(20);
        await sleep(random.uniform(0, 1500));
        expect(making.isAlive, making.said).toBe(true);
        await making.kill();
      }
      for (let kills = 0; kills < KILLS; kills++) {
        const working = new WorkerProcess(settings);
        await working.hasSaid('recorded', 2);
        await working.kill();
      }
      await expectWholeOnceFinished(settings.store, settings.document);
    },
    LONG,
  );

  // The same on a server is in `npm test`: server.test.ts.
  it.runIf(SOAKING)(
    'ends although a run kills its process, and says which; the runs beside it are trained',
    async () => {
      const settings = {
        store: await freshStore(`${folder.path}/poisoned`),
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
});
