import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Database,
  openDatabase,
  openTables,
  statusOf,
  storeLocation,
  submit,
  work,
} from '@gradscope/sweep';
import { afterAll, expect, it } from 'vitest';
import { freshStore } from './freshStore.ts';
import { expectWholeOnceFinished, runSweep, smallSweep, temporaryFolder } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds that PGlite may take to open, on a machine that has other things to do. */
const LONG = 120_000;
/** A store that is lost ends its sweep within so many milliseconds. */
const LOST = 10_000;
const slow = fileURLToPath(new URL('./fixtures/slowThread.mjs', import.meta.url));
const folder = temporaryFolder();
afterAll(folder.remove);

it(
  'a folder that is removed while a sweep runs ends it with one clear line',
  async () => {
    const path = await freshStore(join(folder.path, 'removed'));
    const database = await openDatabase(storeLocation(path));
    let removedAt = Number.NaN;
    const sweep = runSweep(database, smallSweep(1000), {
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
    const path = await freshStore(join(folder.path, 'broken'));
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

it(
  'a folder that can grow no more ends with one clear error, and goes on once it can',
  async () => {
    const settings = {
      store: await freshStore(join(folder.path, 'full')),
      threads: 1,
      document: smallSweep(100),
      runsPerJob: 20,
    };
    // Files of at most 64 KiB: there is no room for what is to be written.
    const full = new WorkerProcess(settings, 'trap "" XFSZ; ulimit -f 64');
    expect(await full.end()).not.toBe(0);
    expect(full.said).toContain('is the disk full?');
    await expectWholeOnceFinished(settings.store, settings.document);
  },
  LONG,
);

it.each([
  [
    'disk_full',
    'could not extend file',
    /^\S+refused: expected a store that works, got: could not extend file; is the disk full\?/,
  ],
  [
    'internal_error',
    'cache lookup failed',
    /^\S+refused: expected a store that works, got: cache lookup failed$/,
  ],
])(
  'a statement that is refused for %s ends a sweep with one line of it, without its values',
  async (condition, said, message) => {
    const database = await openDatabase(storeLocation(await freshStore(join(folder.path, 'refused'))));
    const refuse = `DO $$ BEGIN RAISE EXCEPTION '${said}' USING ERRCODE = '${condition}'; END $$`;
    const refusing: Database = {
      ...database,
      transaction: inside =>
        database.transaction(async transaction => {
          await transaction.execute(refuse);
          return inside(transaction);
        }),
    };
    try {
      const sweepId = await submit(database, {
        name: 'refused',
        document: smallSweep(20),
        table: undefined,
        runsPerJob: 20,
      });
      const { signal } = new AbortController();
      await expect(work(refusing, { threads: 1, signal, sweepId })).rejects.toThrow(message);
    } finally {
      await database.close().catch(() => {});
      rmSync(join(folder.path, 'refused'), { recursive: true });
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

/** Leaves so many bytes free, which is not much more than the 24 MB that a store wants. */
function fillUpTo(free: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'others'), new Uint8Array(Math.max(0, bavail * bsize - free)));
}

it.skipIf(!hasDisk)(
  'a disk that fills up ends a sweep with one clear line, and what was recorded can be read without making room',
  async () => {
    const location = storeLocation(await freshStore(join(disk, 'store')));
    const database = await openDatabase(location);
    const began = performance.now();
    const document = smallSweep(4000, { keep: ['curves', 'weights'] });
    let recorded = 0;
    const sweep = runSweep(database, document, {
      onRecorded: rows => {
        if (recorded === 0) fillUpTo(26 * 2 ** 20);
        recorded += rows.length;
      },
    });
    await expect(sweep).rejects.toThrow(/expected a disk with 24 MB free, got \d+ MB/);
    await database.close().catch(() => {});
    const tables = await openTables(location);
    const [status] = await statusOf(tables);
    await tables.close();
    expect(recorded).toBeGreaterThan(0);
    expect(status.done).toBeGreaterThanOrEqual(recorded);
    expect(performance.now() - began).toBeLessThan(60_000);
    await expect(openDatabase(location)).rejects.toThrow(/expected a disk with 24 MB free/);
  },
  LONG,
);
