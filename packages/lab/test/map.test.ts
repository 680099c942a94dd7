import { readNpz } from '@gradscope/formats';
import { symptomFinder, trainBatch, valueText } from 'gradscope';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { FIRST_PLAN } from '../src/map/mapFields.ts';
import { sweepOf } from '../src/map/mapPlan.ts';
import { openTool, saved, waitForStatus, withSite } from './labPage.ts';
import { expectNoViolations, rightmostEdge } from './pageChecks.ts';

const SMALL = 'map.html#side=16';
/** How long something may take to be seen on a machine that does other work. */
const SOON = { timeout: 10_000 };
const sweep = sweepOf(FIRST_PLAN, '16', 0.1);

/** Waits until every network of the map is trained and the drawing no longer changes. */
async function filled(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.waitForFunction(
    () =>
      /^[\d,]+ networks trained/.test(document.querySelector('[data-testid=progress]')?.textContent ?? ''),
    undefined,
    { timeout: 60_000 },
  );
  await page.locator('.map-plot image').waitFor();
  // On a busy machine the last drawing waits for its share of the time, perhaps for seconds.
  const drawn = async () => {
    const image = page.locator('.map-plot image');
    return JSON.stringify([await image.boundingBox(), await image.getAttribute('href')]);
  };
  const isComplete = async () =>
    /([\d,]+) of \1 networks were run/.test(
      (await page.locator('.map-plot svg').first().textContent()) ?? '',
    );
  let before = '';
  for (let tries = 0; tries < 10; tries++) {
    const now = await drawn();
    if (now === before && (await isComplete())) return;
    before = now;
    await page.waitForTimeout(800);
  }
}

/** The screen position of a place on the map, given from 0 to 1 across and up. */
async function pointAt(page: Page, across: number, up: number): Promise<[number, number]> {
  const image = page.locator('.map-plot image');
  let box = await image.boundingBox();
  // While it is drawn anew there is none.
  while (!box) box = await image.boundingBox();
  return [box.x + across * box.width, box.y + (1 - up) * box.height];
}

/** The middle of a cell. */
const cell = (index: number) => (index + 0.5) / 16;

test('fills; the numbers of a cell have the bits that Node computes', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    for (const [i, j] of [
      [3, 5],
      [9, 9],
      [15, 0],
    ] as const) {
      const [summary] = trainBatch([{ experiment: sweep.experimentAt(16 * j + i) }]);
      const readout = page.getByTestId('readout');
      const read = async () => {
        await page.mouse.move(...(await pointAt(page, cell(i), cell(j))));
        return readout.getAttribute('data-loss', { timeout: 1000 });
      };
      await expect.poll(read, SOON).toBe(String(summary.loss));
      expect(await readout.textContent()).toContain(`training loss ${valueText(summary.loss)}`);
    }
    await page.mouse.move(...(await pointAt(page, cell(2), cell(15))));
    await expect
      .poll(() => page.getByTestId('readout').textContent(), SOON)
      .toMatch(/: diverged at step \d+$/);
  });
}, 90_000);

test('a click opens that very network in the lab: it ends with the parameters, and so the loss, of the cell', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    await page.mouse.click(...(await pointAt(page, cell(7), cell(6))));
    await page.waitForURL(/lab\.html#/);
    await waitForStatus(page, 'Finished after 500 steps.');
    await openTool(page, 'Share, export');
    const arrays = readNpz((await saved(page, 'Save tanh.npz')).bytes);
    const [summary] = trainBatch([{ experiment: sweep.experimentAt(16 * 6 + 7) }], { final: true });
    for (const [l, { W }] of summary.final!.entries()) {
      expect(Array.from(arrays[`W${l + 1}`].values as Float64Array)).toEqual(Array.from(W));
    }
  });
}, 90_000);

test('a drag zooms in, and going back shows the map before; a link holds it', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    const [from, to] = [await pointAt(page, 0.25, 0.25), await pointAt(page, 0.75, 0.5)];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 3 });
    await page.mouse.up();
    const bound = async (name: string, k: number) => Number(await page.getByLabel(name).nth(k).inputValue());
    // Half of four decades across; a quarter of them up; each less half a cell at both ends.
    const decades = async (k: number) => Math.log10((await bound('To', k)) / (await bound('From', k)));
    await expect.poll(() => decades(0), SOON).toBeCloseTo(2, 1);
    expect(await decades(1)).toBeCloseTo(1, 1);
    await filled(page);
    const address = page.url();
    await page.getByRole('button', { name: 'Back to the map before' }).click();
    await expect.poll(() => decades(0), SOON).toBeCloseTo(4, 5);
    await page.goto('about:blank');
    await page.goto(address);
    await filled(page);
    expect(await decades(0)).toBeCloseTo(2, 1);
  });
}, 90_000);

test('a trained map is restored after a visit to the lab, going back, and a reload', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    const trained = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('fillWorker')),
      );
    expect(await trained()).toBe(true);
    const image = () => page.locator('.map-plot image').getAttribute('href');
    const before = await image();
    await page.mouse.click(...(await pointAt(page, cell(7), cell(6))));
    await page.waitForURL(/lab\.html#/);
    await page.getByRole('heading', { name: 'What the networks answer' }).waitFor();
    expect(await page.getByText('so no plane can be drawn').count()).toBe(0);
    await page.goBack();
    await filled(page);
    await page.reload();
    await filled(page);
    expect(await trained()).toBe(false);
    expect(await image()).toBe(before);
  });
}, 90_000);

test('by keyboard: arrow keys read, plus zooms, Enter opens', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    const readout = page.getByTestId('readout');
    const first = await readout.textContent();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => readout.textContent(), SOON).not.toBe(first);
    await page.keyboard.press('+');
    await expect.poll(() => page.getByLabel('To').first().inputValue(), SOON).not.toBe('1000');
    await filled(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/lab\.html#/);
  });
}, 90_000);

test('colouring by symptom finds the same symptoms as the library, without training again', async () => {
  await withSite(SMALL, async page => {
    await filled(page);
    const lossOf = async () => {
      await page.mouse.move(...(await pointAt(page, cell(1), cell(1))));
      return page.getByTestId('readout').getAttribute('data-loss', { timeout: 1000 });
    };
    const loss = await lossOf();
    await page.getByLabel('Coloured by').selectOption('symptom');
    const findSymptom = symptomFinder();
    for (const [i, j] of [
      [1, 1],
      [9, 9],
      [2, 15],
    ] as const) {
      const experiment = sweep.experimentAt(16 * j + i);
      const symptom = findSymptom(experiment, trainBatch([{ experiment }])[0]);
      const said =
        symptom === null
          ? /healthy$/
          : symptom === 'diverged'
            ? /: diverged at step /
            : new RegExp(`${symptom}`);
      await expect
        .poll(async () => {
          await page.mouse.move(...(await pointAt(page, cell(i), cell(j))));
          return page.getByTestId('readout').textContent();
        }, SOON)
        .toMatch(said);
    }
    expect(await lossOf()).toBe(loss);
    await page.getByText('healthy', { exact: true }).waitFor();
  });
}, 90_000);

test('over depth and σw theory’s lines are drawn, and can be left out', async () => {
  await withSite(SMALL, async page => {
    await page.getByRole('button', { name: 'Depth and σw, with theory' }).click();
    const line = page.getByText('theory: χ₁ = 1', { exact: true });
    await line.waitFor();
    await page.getByLabel('Theory’s lines').uncheck();
    await line.waitFor({ state: 'detached' });
  });
}, 90_000);

test('an invalid setting shows its error beside its control, and the map stays', async () => {
  await withSite(`${SMALL}&measure=beauty`, async page => {
    const complaint = page.getByText('link: measure: expected loss or');
    await complaint.waitFor();
    const field = page.getByLabel('From').first();
    await field.fill('-1');
    await field.press('Enter');
    await page.getByText(/sweep\.axes\[1\]\.range/).waitFor();
    await filled(page);
  });
}, 90_000);

test('the lab’s header leads to a map of its experiment', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await page.getByRole('link', { name: 'Map' }).click();
    await page.waitForURL(/map\.html/);
    const setting = page.getByLabel('Setting', { exact: true }).first();
    await expect.poll(() => setting.inputValue(), SOON).toBe('training.optimizer.stepSize');
    expect(await page.getByLabel('Setting', { exact: true }).nth(1).inputValue()).toBe(
      'networks[0].init.std',
    );
  });
});

test('axe finds no violation, light and dark, and 375 px are enough', async () => {
  await withSite(SMALL, async page => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await filled(page);
    await page.mouse.move(...(await pointAt(page, 0.5, 0.4)));
    await page.getByTestId('readout').waitFor();
    await expectNoViolations(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole('button', { name: 'Change the map' }).click();
    expect(await rightmostEdge(page)).toBeLessThanOrEqual(375);
    await expectNoViolations(page);
  });
}, 90_000);
