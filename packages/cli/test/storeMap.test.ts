import { join } from 'node:path';
import { cancel, type Database, openDatabase, resume, storeLocation, submit, work } from '@gradscope/sweep';
import { expandSweep, trainBatch } from 'gradscope';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../../../scripts/browser/withPage.ts';
import { axeViolations, rightmostEdge } from '../../lab/test/pageChecks.ts';
import { freshStore } from '../../sweep/test/freshStore.ts';
import { tableSweep, trainedHere } from '../../sweep/test/sweepRun.ts';
import { labServer } from '../src/server/labServer.ts';
import { listen } from '../src/server/listen.ts';
import { storeRoutes } from '../src/server/storeRoutes.ts';
import { temporaryFolder } from './runProgram.ts';

const SITE = join(import.meta.dirname, '../../lab/dist');
/** Milliseconds that a database may take to start, or something to be seen, on a machine that has other things to do. */
const OPENING = 120_000;
const SOON = { timeout: 20_000 };

const document = {
  data: { kind: 'xor', samples: 16 },
  networks: [
    {
      name: 'net',
      hidden: { layers: 2, width: 4 },
      activation: 'tanh',
      init: { kind: 'meanField', sigmaB: 0.1 },
    },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.3 }, steps: 40 },
  sweep: {
    axes: [
      { path: 'networks[0].hidden.layers', name: 'depth', range: { from: 1, to: 4, count: 4 } },
      { path: 'networks[0].init.sigmaW', name: 'sigma', range: { from: 0.5, to: 2.5, count: 5 } },
      { path: 'seed', list: [0, 1, 2] },
    ],
  },
};
const sweep = expandSweep(document);
const summaries = trainBatch(
  Array.from({ length: sweep.total }, (_, index) => ({ experiment: sweep.experimentAt(index) })),
);

const folder = temporaryFolder();
let database: Database;
let server: ReturnType<typeof labServer>;
let address: string;
let id: string;

beforeAll(async () => {
  database = await openDatabase(storeLocation(await freshStore(join(folder.path, 'store'))));
  id = await submit(database, { name: 'depth', document, table: undefined, runsPerJob: 12 });
  server = labServer(SITE, storeRoutes(database));
  address = `http://127.0.0.1:${await listen(server, 43_000 + (process.pid % 7000))}/`;
}, OPENING);
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await database.close();
  folder.remove();
});

/** Has runs of a sweep done: all, or those of so many jobs. */
async function workOn(jobs = Number.POSITIVE_INFINITY, sweepId = id): Promise<void> {
  const ending = new AbortController();
  let done = 0;
  await work(database, {
    threads: 1,
    signal: ending.signal,
    sweepId,
    onRecorded: () => {
      if (++done === jobs) ending.abort();
    },
  });
}

const open = <Result>(use: (page: Page) => Promise<Result>, hash = '') =>
  withPage('about:blank', async page => {
    await page.setViewportSize({ width: 1280, height: 1100 });
    await page.goto(`${address}map.html#${hash}`);
    await page.locator('.map-plot image').first().waitFor();
    return use(page);
  });

const progress = (page: Page) => page.getByTestId('progress').textContent();

/** Points at a cell and tells its loss. */
async function read(page: Page, i: number, j: number, map = 0): Promise<string | null> {
  const box = (await page.locator('.map-plot image').nth(map).boundingBox())!;
  await page.mouse.move(box.x + ((i + 0.5) / 5) * box.width, box.y + (1 - (j + 0.5) / 4) * box.height);
  return page.getByTestId('readout').getAttribute('data-loss', { timeout: 1000 });
}

/** Of three seeds at a place of the grid the run with the median loss. */
function median(i: number, j: number): number {
  const runs = [0, 1, 2].map(k => 15 * j + 3 * i + k);
  return runs.toSorted((a, b) => summaries[a].loss - summaries[b].loss)[1];
}

it(
  'shows the sweep of the store as it grows, each cell the median over seeds, and a click opens that very run',
  async () => {
    await workOn(2);
    await open(async page => {
      expect(await progress(page)).toMatch(
        /^depth: [1-5]?\d of 60 runs are finished; more are shown as they finish\.$/,
      );
      await workOn();
      await expect.poll(() => progress(page), SOON).toBe('depth: 60 runs.');
      for (const [i, j] of [
        [0, 0],
        [3, 2],
        [4, 3],
      ] as const) {
        await expect.poll(() => read(page, i, j), SOON).toBe(String(summaries[median(i, j)].loss));
        const seed = median(i, j) % 3;
        expect(await page.getByTestId('readout').textContent()).toContain(
          `median run, seed ${seed}: training loss `,
        );
      }
      await read(page, 3, 2);
      await page.getByTestId('open').click();
      await page.waitForURL(/lab\.html#/);
      const loss = page.getByTestId('readout-net').locator('.loss');
      const shown = summaries[median(3, 2)].loss.toPrecision(6);
      await expect.poll(() => loss.getAttribute('value'), SOON).toContain(shown.slice(0, 6));
    });
  },
  OPENING,
);

it(
  'draws a map for each seed, theory’s lines over depth and σw, and symptoms as a colour',
  async () => {
    await workOn();
    await open(async page => {
      await page.getByText('theory: χ₁ = 1').waitFor();
      await page.getByLabel('A map for each').selectOption({ label: 'seed' });
      await expect.poll(() => page.locator('.map-plot image').count(), SOON).toBe(3);
      await expect.poll(() => read(page, 1, 2, 2), SOON).toBe(String(summaries[35].loss));
      await page.getByLabel('Coloured by').selectOption('symptom');
      await expect
        .poll(async () => (await read(page, 1, 2, 2)) && page.getByTestId('readout').textContent(), SOON)
        .toMatch(/(healthy|symptom: [a-z ]+)$/);
      const link = page.url();
      await page.goto('about:blank');
      await page.goto(link);
      await expect.poll(() => page.locator('.map-plot image').count(), SOON).toBe(3);
      expect(await axeViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 375, height: 812 });
      expect(await rightmostEdge(page)).toBeLessThanOrEqual(375);
    });
  },
  OPENING,
);

it(
  'goes on in the browser where a part of it is zoomed into',
  async () => {
    await workOn();
    await open(async page => {
      await read(page, 2, 1);
      await page.getByRole('button', { name: 'Zoom in here' }).click();
      await expect.poll(() => page.getByLabel('Runs shown').inputValue(), SOON).toBe('here');
      await expect.poll(() => progress(page), SOON).toContain('networks trained');
      expect(await page.getByLabel('Setting', { exact: true }).first().inputValue()).toBe(
        'networks[0].init.sigmaW',
      );
      await page.getByLabel('Runs shown').selectOption(id);
      await expect.poll(() => progress(page), SOON).toBe('depth: 60 runs.');
    });
  },
  OPENING,
);

it(
  'sees runs that are done again, and sweeps that are new, without being loaded again',
  async () => {
    await workOn();
    await withPage('about:blank', async page => {
      await page.clock.install();
      await page.goto(`${address}map.html`);
      await expect.poll(() => progress(page), SOON).toBe('depth: 60 runs.');
      await database.orm.execute(`DELETE FROM gradscope.sweep_runs WHERE sweep_id = '${id}' AND index < 3`);
      const other = await submit(database, {
        name: 'again',
        document: { ...document, seed: 1 },
        table: undefined,
        runsPerJob: 60,
      });
      const offered = page.getByLabel('Runs shown');
      const later = async () => {
        await page.clock.fastForward(15_000);
        return [await progress(page), await offered.textContent()];
      };
      await expect
        .poll(later, SOON)
        .toEqual([
          'depth: 57 of 60 runs are finished; more are shown as they finish.',
          'again: 0 of 60 runsdepth: 57 of 60 runsTrained here',
        ]);
      await resume(database, id);
      await cancel(database, other);
      await workOn();
      await expect.poll(async () => (await later())[0], SOON).toBe('depth: 60 runs.');
    });
  },
  OPENING,
);

describe('of a sweep whose data is a table', () => {
  const { document: other, table } = tableSweep();
  const [depth, sigma] = document.sweep.axes;
  const rows = { ...document, ...{ data: (other as typeof document).data }, sweep: { axes: [depth, sigma] } };
  let rowsId: string;

  beforeAll(async () => {
    rowsId = await submit(database, { name: 'rows', document: rows, table, runsPerJob: 20 });
    await workOn(Number.POSITIVE_INFINITY, rowsId);
  }, OPENING);

  it(
    'tells symptoms, goes on in the browser, and a click opens that very run: the rows come from the store',
    async () => {
      const loss = trainedHere(rows, table)[5 * 2 + 3].loss;
      await open(async page => {
        await page.getByLabel('Coloured by').selectOption('symptom');
        await expect
          .poll(async () => (await read(page, 3, 2)) && page.getByTestId('readout').textContent(), SOON)
          .toMatch(/(healthy|symptom: [a-z ]+)$/);
        await page.getByRole('button', { name: 'Zoom in here' }).click();
        await expect.poll(() => progress(page), SOON).toMatch(/^[\d,]+ networks trained\.$/);
        await page.goBack();
        await expect.poll(() => read(page, 3, 2), SOON).toBe(String(loss));
        await page.getByTestId('open').click();
        await page.waitForURL(/lab\.html#/);
        const shown = page.getByTestId('readout-net').locator('.loss');
        for (const load of [() => {}, () => page.reload()]) {
          await load();
          await expect
            .poll(() => shown.getAttribute('value'), SOON)
            .toContain(loss.toPrecision(6).slice(0, 6));
        }
      }, `sweep=${rowsId}`);
    },
    OPENING,
  );

  it(
    'says where a run is read that its rows are too many for a page, and in the lab that there are none',
    async () => {
      await withPage('about:blank', async page => {
        await page.route('**/store/sweeps/*.json', async route => {
          const answer = await route.fetch();
          await route.fulfill({ response: answer, json: { ...(await answer.json()), tableBytes: 2 ** 27 } });
        });
        await page.goto(`${address}map.html#sweep=${rowsId}`);
        await page.locator('.map-plot image').waitFor();
        await read(page, 3, 2);
        await page.getByText('nowhere/rows.csv: expected at most 64 MiB, got 128 MiB').waitFor();
        expect(await page.locator('.map-ways').locator('a, button').count()).toBe(0);
        await page.unroute('**/store/sweeps/*.json');
        const waiting = page.getByText('Fetching the rows of nowhere/rows.csv.').first();
        await page.route('**/table', async route => {
          await waiting.waitFor();
          await route.fulfill({ status: 404, body: 'sweep: gone\n' });
        });
        await page.reload();
        await page.locator('.map-plot image').waitFor();
        await read(page, 3, 2);
        await page.getByTestId('open').click();
        await page.getByText('link: data: sweep: gone').waitFor();
      });
    },
    OPENING,
  );
});
