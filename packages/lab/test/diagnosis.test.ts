import { diagnose, type Experiment, parseExperiment, Trainer } from 'gradscope';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, lossOf, stepOf, waitForStatus, withSite } from './labPage.ts';
import { expectNoViolations, rightmostEdge } from './pageChecks.ts';

/** A search runs the network some twenty times; how fast depends on the machine. In ms. */
const PATIENCE = 120_000;

const network = (name: string, more: object) => ({ name, hidden: { layers: 20, width: 8 }, ...more });
const sigmoid = network('deep', { activation: 'sigmoid', init: 'glorotNormal' });
const tanh = network('well', { activation: 'tanh', init: 'orthogonal' });

/** These networks, of 20 layers, on two circles. */
const experimentOf = (networks: readonly object[], stepSize = 0.002) =>
  parseExperiment({
    seed: 3,
    data: { kind: 'circles', samples: 80, noise: 0.05, factor: 0.4 },
    networks,
    training: { optimizer: { kind: 'adam', stepSize }, steps: 2000 },
  });

/** The address of the lab with it. */
function labWith(networks: readonly object[], stepSize?: number): string {
  return `lab.html#run=${encodeDocument([{ from: 0, experiment: experimentOf(networks, stepSize) }])}`;
}

/** With the first network started orthogonally, as that remedy is tried. */
function fixedExperiment(networks: readonly object[]): Experiment {
  const { remedies } = diagnose(experimentOf(networks), 0, { steps: 300, seeds: 0 });
  return remedies.find(({ change }) => change.text.startsWith('init: orthogonal'))!.change.experiment;
}

/** As the lab shows it. */
function lossAt(step: number, experiment: Experiment, index: number): string {
  let loss = Number.NaN;
  new Trainer(experiment, index).advance(step + 1, (_, now) => {
    loss = now();
  });
  return loss.toFixed(6);
}

const badge = (page: Page, name: string) => page.getByTestId(`badge-${name}`);

/** Trains to step 300 and opens what is known of a network by then. */
async function openEvidence(page: Page, name: string, finding: string): Promise<void> {
  await waitForStatus(page, 'Ready to train.');
  await goToStep(page, 300);
  await badge(page, name).getByText(finding).waitFor();
  await badge(page, name).click();
  await page.getByRole('dialog', { name: `Diagnosis of ${name}` }).waitFor();
}

async function prove(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try remedies' }).click();
  await page.getByText(/\d of \d+ changes are proven/).waitFor({ timeout: PATIENCE });
}

test('badges change while networks train: 20 sigmoid layers vanish, 20 tanh layers are healthy', async () => {
  await withSite(labWith([sigmoid, tanh]), async page => {
    await waitForStatus(page, 'Ready to train.');
    await badge(page, 'deep').getByText('diagnosed after 300 steps').waitFor();
    await page.getByRole('button', { name: 'Play' }).click();
    await badge(page, 'deep').getByText('vanishing gradient in layers 1 to 20').waitFor();
    await badge(page, 'well').getByText('healthy').waitFor();
    await page
      .getByText(/^deep: vanishing gradient in layers 1 to 20, in its first [\d,]+ steps\. well: healthy/)
      .waitFor();
    await page.getByLabel('Hidden layers', { exact: true }).fill('2');
    await page.getByLabel('Hidden layers', { exact: true }).press('Enter');
    await badge(page, 'deep').getByText('vanishing').waitFor({ state: 'detached' });
  });
});

test('a click shows the evidence; a remedy is proven while the page trains on; applied, it has the bits of its proof', async () => {
  await withSite(labWith([sigmoid]), async page => {
    await openEvidence(page, 'deep', 'vanishing gradient in layers 1 to 20');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^deep does not train so far|^deep does not train: it has learned/).waitFor();
    await dialog.getByText(/^Suspected cause: the slope of the activation/).waitFor();
    await dialog
      .locator('.figure title')
      .getByText('deep: vanishing gradient in layers 1 to 20')
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Play' }).dispatchEvent('click');
    await prove(page);
    expect(await stepOf(page)).toBeGreaterThan(300);
    await page.getByRole('button', { name: 'Apply init: orthogonal' }).click();
    await dialog.waitFor({ state: 'detached' });
    await badge(page, 'deep').getByText('healthy').waitFor();
    await page.getByText('gradient: before: deep').waitFor();
    await goToStep(page, 500);
    expect(await lossOf(page, 'deep')).toBe(lossAt(500, fixedExperiment([sigmoid]), 0));
    await page.getByRole('button', { name: 'Take it back' }).click();
    await goToStep(page, 300);
    await badge(page, 'deep').getByText('vanishing gradient').waitFor();
  });
});

test('axe finds no violation in the evidence at 375 px, light and dark; the tried remedies are restored after a reload', async () => {
  await withSite(labWith([sigmoid, tanh]), async page => {
    await page.setViewportSize({ width: 375, height: 812 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openEvidence(page, 'deep', 'vanishing');
    const dialog = page.getByRole('dialog');
    await dialog.locator('.figure svg').waitFor();
    await prove(page);
    await expectNoViolations(page);
    expect(await rightmostEdge(page)).toBeLessThanOrEqual(375);
    const remedies = await dialog.locator('.remedies').textContent();
    await page.reload();
    await badge(page, 'deep').getByText('vanishing').waitFor();
    await badge(page, 'deep').click();
    await dialog.getByText(/\d of \d+ changes are proven/).waitFor({ timeout: 3000 });
    expect(await dialog.locator('.remedies').textContent()).toBe(remedies);
  });
});

test('of two networks the faulty one is fixed in its place: both draw what they drew in the proof', async () => {
  await withSite(labWith([sigmoid, tanh]), async page => {
    await openEvidence(page, 'deep', 'vanishing');
    await prove(page);
    await page.getByRole('button', { name: 'Apply init: orthogonal' }).click();
    await page.getByText('Applied: deep: init: orthogonal').waitFor();
    await goToStep(page, 100);
    const proven = fixedExperiment([sigmoid, tanh]);
    expect(await lossOf(page, 'deep')).toBe(lossAt(100, proven, 0));
    expect(await lossOf(page, 'well')).toBe(lossAt(100, proven, 1));
  });
});

test('the search can be stopped, and begun again', async () => {
  await withSite(labWith([sigmoid]), async page => {
    await openEvidence(page, 'deep', 'vanishing');
    await page.getByRole('button', { name: 'Try remedies' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped. Single changes').waitFor();
    await prove(page);
    await page.getByText(/^Cause: the slope of the activation/).waitFor();
  });
});

test('a change of the training is compared with the curves before', async () => {
  await withSite(labWith([{ ...tanh, hidden: { layers: 4, width: 8 } }], 1e-8), async page => {
    await openEvidence(page, 'well', 'stalled');
    await prove(page);
    await page
      .getByRole('button', { name: /^Apply (stepSize|optimizer)/ })
      .first()
      .click();
    await page
      .getByText('Compared with other runs, in the curves of loss and gradient: before: well')
      .waitFor();
    await badge(page, 'well').getByText('healthy').waitFor();
  });
});

test('by keyboard alone: Enter opens the evidence, Escape closes it, and the focus is back', async () => {
  await withSite(labWith([sigmoid]), async page => {
    await waitForStatus(page, 'Ready to train.');
    await badge(page, 'deep').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('deep: diagnosed after 300 steps.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('deep');
  });
});
