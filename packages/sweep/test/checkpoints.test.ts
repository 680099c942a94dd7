import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase, storeLocation, submit, work } from '@gradscope/sweep';
import type { RunSummary } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from './freshStore.ts';
import { ServerStore } from './serverStore.ts';
import { rowsOf, temporaryFolder, trainedHere } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 300_000;
const never = new AbortController().signal;
const STEPS = 10_000;

/** A sweep of one run of a second or two; its moments, masks and batches are in its checkpoints. */
function longSweep(changes: object = {}): object {
  return {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    networks: [{ name: 'net', hidden: [16, 16], activation: 'tanh', init: 'glorotUniform', dropout: 0.1 }],
    training: { optimizer: { kind: 'adam', stepSize: 0.001 }, batch: 64, steps: STEPS },
    sweep: { axes: [{ path: 'seed', list: [3] }], target: 0.2, keep: ['curves'] },
    ...changes,
  };
}

const trained = new Map<object, RunSummary>();

/** The one run of a sweep, trained without a break. */
function trainedOnce(document: object): RunSummary {
  const summary = trained.get(document) ?? trainedHere(document, undefined, { target: 0.2 })[0];
  trained.set(document, summary);
  return summary;
}

/** That the sweep's one run has the bits of one without a break, and no checkpoint is left. */
async function expectSameBits(database: Database, sweepId: string, document: object): Promise<void> {
  const [row] = await rowsOf(database, sweepId);
  const { loss, accuracy, lastLoss, firstLoss, firstGradient, stepsToTarget } = trainedOnce(document);
  expect(row).toMatchObject({
    status: 'trained',
    loss,
    accuracy,
    last_loss: lastLoss,
    first_loss: firstLoss,
    first_gradient: firstGradient,
    steps_to_target: stepsToTarget,
    steps: STEPS,
  });
  expect(await checkpointCount(database)).toBe(0);
}

async function checkpointCount(database: Database): Promise<number> {
  const { rows } = await database.orm.execute('SELECT count(*)::integer AS count FROM gradscope.checkpoints');
  return (rows as { count: number }[])[0].count;
}

/** Submits a sweep, starts a worker and kills it −9 once a checkpoint of it is stored. */
async function killAtWork(store: string, document: object, sweepId?: string): Promise<void> {
  const worker = new WorkerProcess({
    store,
    threads: 1,
    checkpointSeconds: 0.1,
    ...(sweepId === undefined && { document, runsPerJob: 1 }),
  });
  await worker.hasSaid('checkpoint');
  expect(worker.isAlive, worker.said).toBe(true);
  await worker.kill();
}

/** Goes on with a sweep in this process, and returns the step that its run goes on from. */
async function goOn(database: Database, sweepId: string): Promise<number> {
  const notes: string[] = [];
  const onNote = (text: string) => void notes.push(text);
  await work(database, { threads: 1, signal: never, sweepId, onNote });
  expect(notes).toHaveLength(1);
  return Number(/^run 0: continues from step (\d+) of 10000$/.exec(notes[0])?.[1]);
}

const submitted = (database: Database, document: object) =>
  submit(database, { name: 'killed', document, table: undefined, runsPerJob: 1 });

/** The stored checkpoint, once there is one. */
async function storedCheckpoint(database: Database): Promise<string> {
  for (;;) {
    const { rows } = await database.orm.execute('SELECT md5(bytes) AS hash FROM gradscope.checkpoints');
    const [row] = rows as { hash: string }[];
    if (row) return row.hash;
    await sleep(50);
  }
}

it('an interrupted run leaves a last checkpoint, and goes on from it to the same bits', async () => {
  const folder = temporaryFolder();
  await freshStore(folder.path);
  const database = await openDatabase(storeLocation(folder.path));
  const document = longSweep();
  const sweepId = await submitted(database, document);
  const interruption = new AbortController();
  const { signal } = interruption;
  const working = work(database, { threads: 1, signal, sweepId, checkpointSeconds: 0.2 });
  const first = await storedCheckpoint(database);
  interruption.abort();
  await working;
  expect(await storedCheckpoint(database)).not.toBe(first);
  expect(await goOn(database, sweepId)).toBeGreaterThan(0);
  await expectSameBits(database, sweepId, document);
  await database.close();
  folder.remove();
});

it('without checkpoints an interrupted run leaves none', async () => {
  const folder = temporaryFolder();
  await freshStore(folder.path);
  const database = await openDatabase(storeLocation(folder.path));
  const sweepId = await submitted(database, longSweep());
  const signal = AbortSignal.timeout(1500);
  await work(database, { threads: 1, signal, sweepId, checkpointSeconds: 0 });
  expect(await checkpointCount(database)).toBe(0);
  await database.close();
  folder.remove();
});

describe('a run whose worker is killed −9 goes on from its checkpoint, to the same bits', () => {
  const document = longSweep();

  it(
    'in a folder',
    async () => {
      const folder = temporaryFolder();
      await freshStore(folder.path);
      await killAtWork(folder.path, document);
      const database = await openDatabase(storeLocation(folder.path));
      const sweepId = await submitted(database, document);
      expect(await checkpointCount(database)).toBe(1);
      expect(await goOn(database, sweepId)).toBeGreaterThan(0);
      await expectSameBits(database, sweepId, document);
      await database.close();
      folder.remove();
    },
    LONG,
  );

  describe('on PostgreSQL', () => {
    let store: ServerStore;
    let database: Database;
    beforeAll(async () => {
      store = await ServerStore.start();
      ({ database } = store);
    }, LONG);
    afterAll(() => store?.stop(), LONG);

    it(
      'twice',
      async () => {
        const sweepId = await submitted(database, document);
        for (let kills = 0; kills < 2; kills++) {
          await killAtWork(store.url, document, sweepId);
          await store.giveBack();
        }
        expect(await goOn(database, sweepId)).toBeGreaterThan(0);
        await expectSameBits(database, sweepId, document);
      },
      LONG,
    );

    it(
      'or from the start if the checkpoint is damaged, and says so',
      async () => {
        const other = longSweep({ seed: 0, sweep: { axes: [{ path: 'seed', list: [4] }], target: 0.2 } });
        const sweepId = await submitted(database, other);
        await killAtWork(store.url, other, sweepId);
        await store.giveBack();
        await store.server.query('UPDATE gradscope.checkpoints SET bytes = substr(bytes, 1, 100)');
        const notes: string[] = [];
        await work(database, { threads: 1, signal: never, sweepId, onNote: text => notes.push(text) });
        expect(notes).toEqual([
          expect.stringMatching(/^run 0: trains from the start: checkpoint, byte \d+: expected /),
        ]);
        await expectSameBits(database, sweepId, other);
      },
      LONG,
    );
  });
});
