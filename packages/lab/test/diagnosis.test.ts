import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goToStep, stepOf, waitForStatus, withSite } from './labPage.ts';
import { axeViolations, rightmostEdge } from './pageChecks.ts';

/** A search runs the network some twenty times; how fast depends on the machine. In ms. */
const PATIENCE = 120_000;

const network = (name: string, more: object) => ({ name, hidden: { layers: 20, width: 8 }, ...more });
const sigmoid = network('deep', { activation: 'sigmoid', init: 'glorotNormal' });
const tanh = network('well', { activation: 'tanh', init: 'orthogonal' });

/** The address of the lab with these networks, of 20 layers, on two circles. */
function labWith(networks: readonly object[], stepSize = 0.002): string {
  const experiment = {
    seed: 3,
    data: { kind: 'circles', samples: 80, noise: 0.05, factor: 0.4 },
    networks,
    training: { optimizer: { kind: 'adam', stepSize }, steps: 2000 },
  };
  const run = Buffer.from(JSON.stringify([{ from: 0, experiment }])).toString('base64url');
  return `lab.html#run=${run}`;
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
    await page.getByText('deep: vanishing gradient in layers 1 to 20. well: healthy.').waitFor();
    await page.getByLabel('Hidden layers', { exact: true }).fill('2');
    await page.getByLabel('Hidden layers', { exact: true }).press('Enter');
    await badge(page, 'deep').getByText('vanishing').waitFor({ state: 'detached' });
  });
});

test('a click shows the evidence; a remedy is proven while the page trains on, and applied it trains beside', async () => {
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
    await page.getByTestId('readout-deep-2').waitFor();
    await badge(page, 'deep-2').getByText('healthy').waitFor();
    await badge(page, 'deep').getByText('vanishing gradient').waitFor();
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

test.each(['light', 'dark'] as const)(
  'axe finds no violation in the evidence at 375 px, %s',
  async colorScheme => {
    const { found, edge } = await withSite(labWith([sigmoid, tanh]), async page => {
      await page.setViewportSize({ width: 375, height: 812 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await openEvidence(page, 'deep', 'vanishing');
      await page.locator('.dialog .figure svg').waitFor();
      await prove(page);
      return { found: await axeViolations(page), edge: await rightmostEdge(page) };
    });
    expect(found).toEqual([]);
    expect(edge).toBeLessThanOrEqual(375);
  },
);

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
