import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dropFile, openTool, waitForStatus, withSite } from './labPage.ts';
import { expectNoViolations } from './pageChecks.ts';

const LOG = readFileSync(
  new URL('../../formats/test/fixtures/pytorch/deepSigmoid.jsonl', import.meta.url),
  'utf8',
);
const TREES = `width,kind\n${'1,oak\n2,elm\n'.repeat(20)}`;

const tools: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'a file': async page => {
    await openTool(page, 'Own data');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(TREES) });
    await page.getByRole('button', { name: 'Train on it' }).waitFor();
  },
  'drawn points': async page => {
    await openTool(page, 'Own data');
    await page.getByRole('button', { name: 'Draw points' }).click();
    await page.getByRole('application').press('Enter');
  },
  'saved runs': async page => {
    await openTool(page, 'Saved runs');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: /^Delete/ }).waitFor();
  },
  'a log from elsewhere': async page => {
    await dropFile(page, 'deepSigmoid.jsonl', LOG);
    await page.locator('.dialog figure svg, .dialog .figure svg').first().waitFor();
    await page.getByRole('button', { name: 'What the log holds' }).click();
    await page.getByRole('region', { name: 'Tags' }).waitFor();
  },
  exports: async page => {
    await openTool(page, 'Share, export');
    await page.locator('.preview svg').waitFor();
    await page.getByRole('button', { name: 'Save relu.npz' }).waitFor();
  },
  'a comparison': async page => {
    await openTool(page, 'Saved runs');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: /^Compare with/ }).click();
    await page.getByText('End the comparison').waitFor();
  },
  'an embedded view': async page => {
    await page.goto(`${page.url().replace(/#.*/, '')}#embed=gradients&step=30`);
    await page.locator('.embed svg').waitFor();
  },
};

test.each(Object.keys(tools))(
  'axe finds no violation in %s, light and dark, and it does not overflow 375 px',
  async tool => {
    await withSite('lab.html#step=20', async page => {
      await page.setViewportSize({ width: 375, height: 812 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await waitForStatus(page, 'Paused at step 20.');
      await tools[tool](page);
      await expectNoViolations(page);
      const widths = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.dialog, .dialog-body, .embed')].map(
          element => element.scrollWidth - element.clientWidth,
        ),
      );
      expect(Math.max(...widths)).toBeLessThanOrEqual(0);
    });
  },
);

test('by keyboard alone: a tool is opened, Escape closes it, and the focus is where it was', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    const button = page.getByRole('button', { name: 'Saved runs' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).waitFor();
    await page.getByRole('dialog').getByLabel('Name').press('r');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate(element => element === document.activeElement)).toBe(true);
  });
});
