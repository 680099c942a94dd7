import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, openTables, statusOf, storeLocation } from '@gradscope/sweep';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSweep, smallSweep, temporaryFolder } from './sweepRun.ts';

/** Milliseconds that PGlite may take to open, on a machine that has other things to do. */
const LONG = 120_000;
/** A store that is lost ends its sweep within so many milliseconds. */
const LOST = 10_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const folder = temporaryFolder();
const fresh = join(folder.path, 'fresh');
beforeAll(async () => (await openDatabase(storeLocation(fresh))).close(), LONG);
afterAll(folder.remove);

/** A new store, which takes long to make: copied. */
function storeIn(path: string): string {
  cpSync(fresh, path, { recursive: true });
  return path;
}

it(
  'a folder that is removed while a sweep runs ends it with one clear line',
  async () => {
    const path = storeIn(join(folder.path, 'removed'));
    const database = await openDatabase(storeLocation(path));
    let removedAt = Number.NaN;
    const sweep = runSweep(database, smallSweep(4000), {
      runsPerJob: 10,
      threadModule: slow,
      onRecorded: () => {
        if (!Number.isNaN(removedAt)) return;
        removedAt = performance.now();
        rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      },
    });
    await expect(sweep).rejects.toThrow(
      `${path}: expected the store's folder to stay, got one that was removed`,
    );
    await database.close().catch(() => {});
    expect(performance.now() - removedAt).toBeLessThan(LOST);
  },
  LONG,
);

it(
  'files of the store that are broken end its opening, and give the folder back',
  async () => {
    const path = storeIn(join(folder.path, 'broken'));
    // An index that the first statements need.
    truncateSync(join(path, 'pglite/base/5/3542'));
    for (let times = 0; times < 2; times++) {
      await expect(openDatabase(storeLocation(path))).rejects.toThrow(
        /^.*broken: expected a store that works, got: /,
      );
    }
  },
  LONG,
);

const isMounted = (path: string, megabytes: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status === 0;
const disk = join(folder.path, 'disk');
mkdirSync(disk);
// Too small for the margin that a new store leaves free.
const hasDisk = isMounted(disk, 72);
afterAll(() => {
  if (hasDisk) spawnSync('umount', ['-l', disk]);
});

it.skipIf(!hasDisk)(
  'a disk that fills up ends a sweep with one clear line, and what was recorded can be read without making room',
  async () => {
    const location = storeLocation(storeIn(join(disk, 'store')));
    const database = await openDatabase(location);
    const began = performance.now();
    const document = smallSweep(20_000, { keep: ['curves', 'weights'] });
    let recorded = 0;
    const sweep = runSweep(database, document, {
      onRecorded: rows => {
        recorded += rows.length;
      },
    });
    await expect(sweep).rejects.toThrow(/expected a disk with 24 MB free, got \d+ MB/);
    await database.close().catch(() => {});
    const tables = await openTables(location);
    const [status] = await statusOf(tables);
    await tables.close();
    expect(recorded).toBeGreaterThan(0);
    expect(status!.done).toBeGreaterThanOrEqual(recorded);
    expect(performance.now() - began).toBeLessThan(60_000);
    await expect(openDatabase(location)).rejects.toThrow(/expected a disk with 24 MB free/);
  },
  LONG,
);
