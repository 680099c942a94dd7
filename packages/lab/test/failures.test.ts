import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseExperiment, Trainer } from 'gradscope';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withPage } from '../../../scripts/browser/withPage.ts';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { goToStep, lossOf, openTool, stepOf, waitForStatus, withSite } from './labPage.ts';

test('without WebAssembly SIMD the page shows a notice, and plain loops train with the same bits', async () => {
  const trainer = new Trainer(parseExperiment(DEFAULT_EXPERIMENT), 1);
  let expected = Number.NaN;
  trainer.advance(21, (_, loss) => {
    expected = loss();
  });
  // WebAssembly SIMD needs SSE 4.1 of the processor.
  const flags = ['--js-flags=--no-enable-sse4-1'];
  const use = async (page: Page) => {
    await page.getByText('This browser has no WebAssembly SIMD').waitFor();
    await goToStep(page, 20);
    expect(await lossOf(page, 'relu')).toBe(expected.toFixed(6));
    await page.locator('canvas[aria-label*="of relu at step 20"]').waitFor();
  };
  await withSite('lab.html', use, flags);
});

test('a worker that ends without a word is noticed; the other goes on, all can be saved, Restart brings it back', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 40);
    await closeFirstWorker(page);
    await waitForStatus(page, 'sigmoid: The worker that trains it ended without a message');
    expect(await page.getByTestId('readout-sigmoid').textContent()).toContain('no memory');
    await goToStepOfOthers(page, 60);
    await openTool(page, 'Saved runs');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').getByText('Saved as').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Restart' }).click();
    await waitForStatus(page, 'Ready to train.');
    await goToStep(page, 10);
    expect(await lossOf(page, 'sigmoid')).toMatch(/^1\.\d{6}$/);
  });
});

/** Ends the worker of the first network. Chromium tells of workers in any order: the name says which was started first. */
async function closeFirstWorker(page: Page): Promise<void> {
  for (const worker of page.workers()) {
    const name = await worker.evaluate(() => self.name);
    if (name.endsWith('-1')) await worker.evaluate(() => self.close()).catch(() => {});
  }
}

async function goToStepOfOthers(page: Page, step: number): Promise<void> {
  await page.getByLabel('Go to step').fill(String(step));
  await page.getByLabel('Go to step').press('Enter');
  await waitForStatus(page, `Paused at step ${step}.`);
}

test('a page reloaded during training continues at its step, with the same losses', async () => {
  await withSite('lab.html', async page => {
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-testid=step]')!.textContent.replaceAll(',', '')) > 300,
    );
    const before = await stepOf(page);
    await page.reload();
    await waitForStatus(page, 'Training.');
    await page.waitForFunction(
      step => Number(document.querySelector('[data-testid=step]')!.textContent.replaceAll(',', '')) > step,
      before,
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'Paused at step');
    const step = await stepOf(page);
    const loss = await lossOf(page, 'relu');
    const trainer = new Trainer(parseExperiment(DEFAULT_EXPERIMENT), 1);
    let expected = Number.NaN;
    trainer.advance(step + 1, (_, now) => {
      expected = now();
    });
    expect(loss).toBe(expected.toFixed(6));
    // Paused, it is paused after the next reload too.
    await page.reload();
    await waitForStatus(page, `Paused at step ${step.toLocaleString('en')}.`);
  });
});

test('pages opened from disk explain why they need a server, and how to start one', async () => {
  const dist = join(import.meta.dirname, '../dist');
  await withPage(pathToFileURL(join(dist, 'index.html')).href, async page => {
    for (const name of ['index', 'lab', 'map']) {
      await page.goto(pathToFileURL(join(dist, `${name}.html`)).href);
      await page.getByRole('heading', { name: 'This page needs a server' }).waitFor();
      const text = await page.getByRole('main').textContent();
      expect(text).toContain('npx gradscope lab');
      expect(text).toContain(`http://127.0.0.1:8000/${name}.html`);
    }
  });
});
