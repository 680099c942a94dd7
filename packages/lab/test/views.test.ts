import { parseExperiment, Trainer } from 'gradscope';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, waitForStatus, withSite } from './labPage.ts';

/** Waits until the picture of a network says something, and returns it. */
async function saidBy(page: Page, text: string): Promise<string> {
  const canvas = page.locator(`canvas[aria-label*="${text}"]`).first();
  await canvas.waitFor();
  return (await canvas.getAttribute('aria-label'))!;
}

test('the neurons of a layer are shown, one of them is enlarged by a click, and the address has it', async () => {
  await withSite('lab.html#open=regions', async page => {
    await goToStep(page, 200);
    await page.getByLabel('Show').selectOption('Neurons of layer 2');
    const all = await saidBy(page, '50 neurons of layer 2 of relu');
    expect(all).toMatch(/over the plane at step 200: at most \d/);
    const sheet = page.locator('canvas[aria-label*="of layer 2 of relu"]');
    const { width, height } = (await sheet.boundingBox())!;
    // The second of the first row of eight.
    await sheet.click({ position: { x: width * 0.19, y: height * 0.06 } });
    await saidBy(page, '1 neuron of layer 2 of relu gives');
    expect(await page.getByLabel('Neuron', { exact: true }).inputValue()).toBe('2');
    await page.waitForFunction(() => location.hash.includes('layer=2&neuron=2'));
    await page.getByLabel('Neuron', { exact: true }).fill('51');
    await page.getByLabel('Neuron', { exact: true }).press('Enter');
    await page.getByText('relu: neuron: expected 1 to 50 of layer 2, got 51').waitFor();
    await page.getByLabel('Neuron', { exact: true }).fill('');
    await page.getByLabel('Neuron', { exact: true }).press('Enter');
    await saidBy(page, '50 neurons of layer 2 of relu');
  });
});

test('by keyboard the network graph is gone through, and a neuron of it picked', async () => {
  await withSite('lab.html#open=graph', async page => {
    await goToStep(page, 50);
    const graph = page.getByRole('application', { name: /^Neurons of relu/ });
    const caption = page.locator('.graph', { has: graph }).locator('figcaption');
    await graph.locator('circle').first().waitFor();
    await graph.focus();
    for (const [key, says] of [
      ['ArrowRight', 'neuron 1 of layer 1'],
      ['ArrowDown', 'neuron 6 of layer 1'],
      ['ArrowRight', 'neuron 6 of layer 2'],
      ['ArrowUp', 'neuron 1 of layer 2'],
      ['ArrowUp', 'neuron 1 of layer 2'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await caption.textContent(), key).toMatch(new RegExp(`^${says}: gradient \\d`));
    }
    await graph.locator('circle[stroke-width="4"][data-layer="2"][data-unit="0"]').waitFor();
    await page.keyboard.press('Enter');
    await saidBy(page, '1 neuron of layer 2 of relu gives');
    await waitForStatus(page, 'Paused at step 50.');
  });
});

test('a neuron picked in the network graph is shown over the plane', async () => {
  await withSite('lab.html#open=graph', async page => {
    await goToStep(page, 50);
    const nodes = page.locator('.graph circle[data-layer="1"]');
    await nodes.first().waitFor();
    const line = page.locator('.graph path[data-says]').last();
    await line.dispatchEvent('pointerover', { bubbles: true });
    await page
      .locator('figcaption', { hasText: /^Weight from .* \d+ to neuron \d+ of layer \d: −?\d/ })
      .waitFor();
    await nodes.first().hover();
    await page
      .locator('figcaption', { hasText: /^neuron 1 of layer 1: gradient \d.*, bias [−\d]/ })
      .waitFor();
    await nodes.first().click();
    await saidBy(page, '1 neuron of layer 1 of sigmoid gives');
    await page.getByRole('button', { name: 'Network graph on the full screen' }).click();
    await page.locator('.view-full circle[data-layer="2"]').first().click();
    await page.locator('.view-full').waitFor({ state: 'detached' });
    await saidBy(page, '1 neuron of layer 2 of sigmoid gives');
    await expect
      .poll(() =>
        page
          .locator('#view-regions')
          .boundingBox()
          .then(box => box!.y),
      )
      .toBeLessThan(250);
  });
});

test.each([375, 1440])('at %d px no view moves by more than 40 px when training begins', async width => {
  await withSite('lab.html', async page => {
    await page.setViewportSize({ width, height: 900 });
    await waitForStatus(page, 'Ready to train.');
    await page.locator('canvas[aria-label*="step 0"]').first().waitFor();
    const tops = () =>
      page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>('.view'), view => view.offsetTop),
      );
    const before = await tops();
    await goToStep(page, 50);
    await page.locator('#view-loss').scrollIntoViewIfNeeded();
    await page.locator('#view-loss svg').waitFor();
    await page.waitForTimeout(500);
    const moves = (await tops()).map((top, i) => Math.abs(top - before[i]));
    expect(Math.max(...moves)).toBeLessThanOrEqual(40);
  });
});

/** The ticks of the vertical axes, of each network's figure. */
function axes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('.each-run .figure svg'), svg =>
      Array.from(svg.querySelectorAll('g[aria-label="text"] text, text'), text => text.textContent)
        .filter(text => /^[\d.]+$|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(text ?? ''))
        .join(' '),
    ),
  );
}

test('figures of several networks have one range until it is unlinked', async () => {
  await withSite('lab.html#open=ledger', async page => {
    await goToStep(page, 300);
    const areSame = async () => {
      const [first, second] = await axes(page);
      return first ? first === second : undefined;
    };
    await expect.poll(areSame, { timeout: 10_000 }).toBe(true);
    await page.getByLabel('Same range for all networks').uncheck();
    await page.waitForFunction(() => location.hash.includes('ranges=own'));
    await expect.poll(areSame, { timeout: 10_000 }).toBe(false);
  });
});

test('slopes and weights are drawn, with the largest weight that Node computes', async () => {
  const trainer = new Trainer(parseExperiment(DEFAULT_EXPERIMENT), 1);
  trainer.advance(101);
  const [first] = trainer.checkpoint().parameters;
  const largest = Math.max(...first.W);
  await withSite('lab.html#open=weights.activations&ranges=own', async page => {
    await page.setViewportSize({ width: 1440, height: 2400 });
    await goToStep(page, 100);
    const weights = page.locator('.figure svg', { hasText: 'Weights at step 100: relu' });
    await weights.waitFor();
    const said = (await weights.locator('desc').textContent())!;
    const [, high] = /Layer 1, 2 inputs by 50 units: \S+ to (\S+)\./.exec(said)!;
    expect(Number(high), said).toBeCloseTo(largest, 2);
    expect(await weights.locator('path').count()).toBeGreaterThan(20);
    const slopes = page.locator('.figure svg', { hasText: 'Slopes by layer: sigmoid' });
    expect(await slopes.locator('desc').textContent()).toMatch(/layer 1: 15,000 values/);
  });
});

test('what no view of its own shows is drawn under Other records, as far as it was recorded', async () => {
  const experiment = parseExperiment({
    ...DEFAULT_EXPERIMENT,
    record: { every: 10, probes: ['loss', 'neuron', 'histogram', 'weightSpectrum'] },
  });
  const run = encodeDocument([{ from: 0, experiment }]);
  await withSite(`lab.html#open=others&run=${run}`, async page => {
    await goToStep(page, 50);
    const others = page.locator('#view-others');
    await others.locator('svg[aria-label^="Singular values of the weights"]').waitFor();
    expect(await others.locator('h3').allTextContents()).toEqual([
      'Gradient of every neuron',
      'Gradient of every neuron at every step',
      'Sizes of the gradient’s entries',
      'Singular values of the weights',
    ]);
    await page.waitForFunction(() => document.querySelectorAll('#view-others .figure svg').length === 7);
  });
});
