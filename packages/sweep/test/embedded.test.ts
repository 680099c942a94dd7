import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import {
  cancel,
  type Database,
  openDatabase,
  type RunRow,
  reasonsOf,
  resume,
  statusOf,
  storeLocation,
  submit,
  work,
} from '@gradscope/sweep';
import { expandSweep, Trainer } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from './freshStore.ts';
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

const unreliable = fileURLToPath(new URL('./fixtures/unreliableThread.mjs', import.meta.url));
/** Milliseconds that PGlite may take, on a machine that has other things to do. */
const OPENING = 120_000;
const never = new AbortController().signal;
const folder = temporaryFolder();
const location = storeLocation(`${folder.path}/store`);
let database: Database;

beforeAll(async () => {
  await freshStore(`${folder.path}/store`);
  database = await openDatabase(location);
}, OPENING);
afterAll(async () => {
  await database.close();
  folder.remove();
});

const collect = (into: RunRow[]) => (rows: readonly RunRow[]) => void into.push(...rows);
const status = async (sweepId: string) => (await statusOf(database, sweepId))[0];

describe('a sweep in a folder', () => {
  const document = smallSweep(200);
  let sweepId: string;

  it('has one row for each run, with the bits that Trainer gives', async () => {
    sweepId = await runSweep(database, document, { threads: 2 });
    const rows = await rowsOf(database, sweepId);
    expect(rows.map(({ index }) => index)).toEqual([...Array(200).keys()]);
    const sweep = expandSweep(document);
    for (const { index, axes, loss, accuracy, steps, diverged_at } of rows.filter((_, i) => i % 37 === 0)) {
      const trainer = new Trainer(sweep.experimentAt(index), 0);
      trainer.advance(1000);
      const run = trainer.run();
      expect([loss, accuracy, steps, diverged_at]).toEqual([
        run.loss,
        run.accuracy,
        run.steps,
        run.divergedAt,
      ]);
      expect(Object.values(axes)).toEqual(sweep.valuesAt(index));
    }
  });

  it('tells trained from diverged runs, and these from none', async () => {
    const { state, runs, done } = await status(sweepId);
    expect([state, done, runs.trained + runs.diverged]).toEqual(['done', 200, 200]);
    expect(runs.diverged).toBeGreaterThan(20);
  });

  it('has the same bits from one thread and jobs of other sizes, and computes nothing again', async () => {
    const other = await openDatabase(storeLocation(await freshStore(`${folder.path}/other`)));
    try {
      const again = await runSweep(other, document, { runsPerJob: 17 });
      expect(again).toBe(sweepId);
      expect(bitsOf(await rowsOf(other, again))).toBe(bitsOf(await rowsOf(database, sweepId)));
      const trained: RunRow[] = [];
      await runSweep(other, document, { onRecorded: rows => trained.push(...rows) });
      expect(trained).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('that is larger computes only what is missing', async () => {
    const [first, second] = (smallSweep(200) as { sweep: { axes: object[] } }).sweep.axes;
    const axes = [first, { ...second, range: { from: 0, to: 29, count: 30 } }];
    const trained: RunRow[] = [];
    const larger = await runSweep(
      database,
      { ...smallSweep(200), sweep: { axes } },
      { onRecorded: rows => trained.push(...rows) },
    );
    expect([trained.length, (await status(larger)).done]).toEqual([100, 300]);
  });

  it('that keeps more computes what it keeps', async () => {
    const kept = await runSweep(database, smallSweep(20, { keep: ['curves', 'weights'] }));
    const [row] = await rowsOf(database, kept);
    const { rows: curves } = (await database.orm.execute(
      `SELECT step, loss FROM gradscope.curves WHERE run_id = '${row.run_id}'`,
    )) as { rows: { step: number[]; loss: number[] }[] };
    expect(curves[0].step).toEqual([...Array(20).keys()]);
    expect(curves[0].loss[0]).toBe(row.first_loss);
    const { rows: weights } = (await database.orm.execute(
      'SELECT count(*)::integer AS count, min(length(npz)) AS least FROM gradscope.weights',
    )) as { rows: { count: number; least: number }[] };
    expect(weights[0].count).toBe(20);
    expect(weights[0].least).toBeGreaterThan(300);
  });

  it('reads a table from the store, and is another with other rows', async () => {
    const { document, table } = tableSweep();
    const read = await runSweep(database, document, { table });
    const rows = await rowsOf(database, read);
    expect(rows.map(({ loss, test_accuracy }) => [loss, test_accuracy])).toEqual(
      trainedHere(document, table).map(({ loss, test }) => [loss, test!.accuracy]),
    );
    const other = { name: table.name, file: table.file.slice(0, -1) };
    const again: RunRow[] = [];
    const another = await runSweep(database, document, { table: other, onRecorded: collect(again) });
    expect(another).not.toBe(read);
    expect(again).toHaveLength(40);
  });

  it('ends although runs throw, hang, or end their threads, and says which and why', async () => {
    const faulty = await runSweep(database, faultySweep(['throws', 'hangs', 'exits']), {
      threads: 2,
      threadModule: unreliable,
      runsPerJob: ALL_IN_ONE,
    });
    const ends = (await rowsOf(database, faulty)).map(({ axes, status, reason }) => [
      axes.fault,
      status,
      reason,
    ]);
    expect(ends).toEqual([
      ['fine-0', 'trained', null],
      ['throws', 'failed', 'of no use'],
      ['fine-1', 'trained', null],
      ['hangs', 'timeout', 'took longer than the 0.5 s of secondsPerRun'],
      ['fine-2', 'trained', null],
      ['exits', 'failed', expect.stringContaining('exit')],
    ]);
    expect(
      (await reasonsOf(database, faulty)).map(({ count, firstIndex }) => [count, firstIndex]).sort(),
    ).toEqual([
      [1, 1],
      [1, 3],
      [1, 5],
    ]);
  });

  it('does what failed again when told so, and nothing else', async () => {
    const document = faultySweep(['throws', 'mild', 'exits']);
    const faulty = await runSweep(database, document, { threadModule: unreliable });
    expect((await status(faulty)).runs).toEqual({ trained: 4, diverged: 0, timeout: 0, failed: 2 });
    const again: RunRow[] = [];
    const options = { threads: 1, signal: never, sweepId: faulty, onRecorded: collect(again) };
    await resume(database, faulty);
    await work(database, options);
    expect([again, (await status(faulty)).state]).toEqual([[], 'done']);
    await resume(database, faulty, { retryFailed: true });
    expect(await status(faulty)).toMatchObject({ state: 'running', done: 4 });
    await work(database, options);
    expect(again.map(({ status }) => status)).toEqual(['trained', 'trained']);
    expect(await status(faulty)).toMatchObject({ state: 'done', done: 6, runs: { trained: 6, failed: 0 } });
    expect(await reasonsOf(database, faulty)).toEqual([]);
  });

  it('lists runs that cannot be among those that failed', async () => {
    const axes = [{ path: 'training.optimizer.stepSize', list: [0.1, -1, 0.2] }];
    const wrong = await runSweep(database, { ...smallSweep(20), sweep: { axes } });
    expect((await rowsOf(database, wrong)).map(({ status }) => status)).toEqual([
      'trained',
      'failed',
      'trained',
    ]);
    const [reason] = await reasonsOf(database, wrong);
    expect(reason).toMatchObject({
      count: 1,
      firstIndex: 1,
      reason: expect.stringContaining('got -1 (with'),
    });
  });

  it('that is cancelled keeps what it has, and goes on when resumed', async () => {
    const request = {
      name: 'later',
      document: smallSweep(100, { target: 0.1 }),
      table: undefined,
      runsPerJob: 10,
    };
    const later = await submit(database, request);
    const stop = new AbortController();
    await work(database, { threads: 1, signal: stop.signal, sweepId: later, onRecorded: () => stop.abort() });
    const before = (await status(later)).done;
    expect(before).toBeGreaterThanOrEqual(10);
    expect(before).toBeLessThan(100);
    await cancel(database, later);
    await work(database, { threads: 1, signal: never, sweepId: later });
    expect(await status(later)).toMatchObject({ state: 'cancelled', done: before });
    await resume(database, later);
    await work(database, { threads: 1, signal: never, sweepId: later });
    expect(await status(later)).toMatchObject({ state: 'done', done: 100 });
  });
});

describe('the folder', () => {
  it('holds nothing of jobs that are finished once it is opened again, and as little as when it was new', async () => {
    const size = async () => {
      const { rows } = (await database.orm.execute(
        "SELECT sum(pg_relation_size(relid))::integer AS bytes FROM pg_partition_tree('gradscope_jobs.job') WHERE isleaf",
      )) as { rows: [{ bytes: number }] };
      return rows[0].bytes;
    };
    await database.close();
    database = await openDatabase(location);
    const before = await size();
    const document = smallSweep(500, { target: 0.3 });
    const later = await submit(database, { name: 'later', document, table: undefined, runsPerJob: 1 });
    expect(await size()).toBeGreaterThan(before + 100_000);
    await cancel(database, later);
    await database.close();
    database = await openDatabase(location);
    expect(await size()).toBeLessThanOrEqual(before);
  });

  it('is refused to a second while one has it', async () => {
    await expect(openDatabase(location)).rejects.toThrow(`got one of process ${process.pid}`);
  });

  it('of other files is refused, and left as it is', async () => {
    await expect(openDatabase(storeLocation(import.meta.dirname))).rejects.toThrow(
      'expected an empty folder or a store, got a folder of other files',
    );
  });

  it('that a newer version has changed is refused', async () => {
    await database.close();
    const pglite = await PGlite.create(`${folder.path}/store/pglite`);
    await pglite.exec("INSERT INTO gradscope.migrations (hash, created_at) VALUES ('x', 9999999999999)");
    await pglite.close();
    await expect(openDatabase(location)).rejects.toThrow(
      'expected a store of this version of Gradscope or an older one, got one of a newer; update Gradscope',
    );
    const again = await PGlite.create(`${folder.path}/store/pglite`);
    await again.exec("DELETE FROM gradscope.migrations WHERE hash = 'x'");
    await again.close();
    database = await openDatabase(location);
  });
});
