import { fileURLToPath } from 'node:url';
import { openDatabase, storeLocation } from '@gradscope/sweep';
import { afterAll, expect, it } from 'vitest';
import { times } from '../../../scripts/soak/soaking.ts';
import { heapInUse } from './fixtures/heapInUse.mjs';
import { freshStore } from './freshStore.ts';
import { runSweep, smallSweep, temporaryFolder } from './sweepRun.ts';

const weighing = fileURLToPath(new URL('./fixtures/weighedThread.mjs', import.meta.url));
/** The heap of a few runs is uneven, so that only more runs show less than a row, of some 600 bytes, each. */
const MANY = times(3000, 10_000);
const MOST_BYTES = times(300, 100);
/** Milliseconds, on a machine that has other things to do. */
const LONG = 300_000;
const folder = temporaryFolder();
afterAll(folder.remove);

it(
  `holds as much memory after ${MANY} runs as after ${MANY / 5}, here and in its threads`,
  async () => {
    const database = await openDatabase(storeLocation(await freshStore(folder.path)));
    const weighed: { runs: number; here: number; thread: number }[] = [];
    let runs = 0;
    await runSweep(database, smallSweep(MANY, { target: 0.2 }), {
      threadModule: weighing,
      threads: 1,
      runsPerJob: MANY / 20,
      onRecorded: rows => {
        runs += rows.length;
        weighed.push({ runs, here: heapInUse(), thread: rows[0].seconds });
      },
    });
    const least = (of: 'here' | 'thread', from: number, to: number) =>
      Math.min(...weighed.filter(({ runs }) => runs > from && runs <= to).map(weights => weights[of]));
    for (const of of ['here', 'thread'] as const) {
      const bytesPerRun = (least(of, 0.9 * MANY, MANY) - least(of, 0.1 * MANY, 0.2 * MANY)) / (0.8 * MANY);
      expect(bytesPerRun, of).toBeLessThan(MOST_BYTES);
    }
    await database.close();
  },
  LONG,
);
