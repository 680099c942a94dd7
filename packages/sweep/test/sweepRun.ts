import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '@gradscope/formats';
import {
  type Database,
  openDatabase,
  type ResultRow,
  resultsOf,
  statusOf,
  storeLocation,
  submit,
  type TableFile,
  type WorkOptions,
  work,
} from '@gradscope/sweep';
import { expandSweep, type RunSummary, type SummaryOptions, trainBatch } from 'gradscope';
import { expect } from 'vitest';

/** A sweep of small networks over step size × seed: `total`, a multiple of 20, of under a millisecond or so each. */
export function smallSweep(total: number, more: object = {}): object {
  return {
    data: { kind: 'xor', samples: 8 },
    networks: [{ name: 'net', hidden: [4, 4], activation: 'relu', init: { kind: 'normal', std: 1 } }],
    training: { optimizer: { kind: 'sgd' }, steps: 20 },
    sweep: {
      axes: [
        {
          path: 'training.optimizer.stepSize',
          name: "step'; DROP TABLE gradscope.runs; --",
          range: { from: 0.01, to: 1e100, count: total / 20, scale: 'log' },
        },
        { path: 'seed', range: { from: 0, to: 19, count: 20 } },
      ],
      ...more,
    },
  };
}

/** A sweep whose runs meet the faults of fixtures/unreliableThread.mjs. */
export function faultySweep(faults: readonly string[]): object {
  const names = faults.flatMap((fault, i) => [`fine-${i}`, fault]);
  return {
    ...smallSweep(20),
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 20 },
    sweep: { axes: [{ path: 'networks[0].name', name: 'fault', list: names }], secondsPerRun: 0.5 },
  };
}

/** A sweep whose data is a table that is a file nowhere: workers have it from the store alone. */
export function tableSweep(): { readonly document: object; readonly table: TableFile } {
  const rows = Array.from({ length: 24 }, (_, i) => `${Math.cos(i)},${Math.sin(3 * i)},${'ab'[i % 2]}`);
  const file = new TextEncoder().encode(`x,y,label\n${rows.join('\n')}\n`);
  const document = {
    ...smallSweep(40),
    data: { kind: 'table', file: 'nowhere/rows.csv', target: 'label', standardize: true, test: 0.25 },
  };
  return { document, table: { name: 'nowhere/rows.csv', file } };
}

/** What a sweep's runs come to when they are trained in this process without a store. */
export function trainedHere(document: object, table?: TableFile, options?: SummaryOptions): RunSummary[] {
  const sweep = expandSweep(document);
  const rows = table && readTable(table.file, table.name);
  const places = [...Array(sweep.total).keys()];
  return trainBatch(
    places.map(index => ({ experiment: sweep.experimentAt(index), table: rows })),
    options,
  );
}

/** Runs per job with which a faulty sweep of 6 runs is one job: the last jobs of a sweep are a quarter of the others. */
export const ALL_IN_ONE = 24;

/** Stores a sweep and does it, in one thread if nothing else is said: a thread takes half a second of the processor to start. */
export async function runSweep(
  database: Database,
  document: object,
  {
    runsPerJob = 50,
    table,
    ...options
  }: Partial<WorkOptions> & { runsPerJob?: number; table?: TableFile } = {},
): Promise<string> {
  const sweepId = await submit(database, { name: 'o\'Sweep"', document, table, runsPerJob });
  await work(database, { threads: 1, signal: new AbortController().signal, sweepId, ...options });
  return sweepId;
}

/** Does what is left of a sweep in a folder, and expects each run once. */
export async function expectWholeOnceFinished(store: string, document: object): Promise<void> {
  const database = await openDatabase(storeLocation(store));
  const sweepId = await runSweep(database, document, { runsPerJob: 20 });
  const { total } = expandSweep(document);
  expect((await statusOf(database, sweepId))[0]).toMatchObject({ state: 'done', done: total });
  const indices = (await rowsOf(database, sweepId)).map(({ index }) => index);
  expect(indices).toEqual([...Array(total).keys()]);
  await database.close();
}

export async function rowsOf(database: Database, sweepId: string): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for await (const page of resultsOf(database, sweepId)) rows.push(...page);
  return rows;
}

/** A hash of all that does not depend on how long it took: equal for equal bits. */
export function bitsOf(rows: readonly ResultRow[]): string {
  const hash = createHash('sha256');
  for (const { seconds: _, ...row } of rows) {
    hash.update(JSON.stringify(row, (_, value) => (typeof value === 'number' ? bits(value) : value)));
  }
  return hash.digest('hex');
}

const bits = (value: number): string => Buffer.from(Float64Array.of(value).buffer).toString('hex');

/** A fresh folder, and the call that removes it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gradscope-sweep-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
