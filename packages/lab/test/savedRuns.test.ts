import { expect, test } from 'vitest';
import { goToStep, lossOf, openTool, waitForStatus, withSite } from './labPage.ts';

test('runs are saved, and after a reload compared with, renamed, opened and deleted', async () => {
  await withSite('lab.html', async page => {
    // All figures in sight: what cannot be seen is not drawn.
    await page.setViewportSize({ width: 1280, height: 2000 });
    const dialog = page.getByRole('dialog');
    await goToStep(page, 300);
    const loss = await lossOf(page, 'relu');
    await openTool(page, 'Saved runs');
    await dialog.getByLabel('Name').fill('first try');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Saved as “first try”.').waitFor();

    await page.reload();
    await page.getByLabel('Step size', { exact: true }).fill('0.5');
    await page.getByLabel('Step size', { exact: true }).press('Enter');
    await goToStep(page, 100);
    await openTool(page, 'Saved runs');
    await dialog.getByRole('button', { name: 'Compare with first try' }).click();
    await page.getByText('Compared with other runs').waitFor();
    for (const title of ['Loss and accuracy', 'Gradient magnitudes']) {
      const figure = page.locator('.figure svg', { hasText: title }).first();
      await figure.locator('text', { hasText: 'first try: relu' }).first().waitFor();
    }
    await page.getByRole('button', { name: 'End the comparison' }).click();
    await page.locator('.figure svg', { hasText: 'first try' }).first().waitFor({ state: 'detached' });

    await openTool(page, 'Saved runs');
    const name = dialog.getByRole('listitem').getByLabel('Name');
    await name.fill('kept');
    await name.press('Enter');
    await dialog.getByText('Renamed to “kept”.').waitFor();
    await dialog.getByRole('button', { name: 'Open kept' }).click();
    await waitForStatus(page, 'Paused at step 300.');
    expect(await lossOf(page, 'relu')).toBe(loss);

    await openTool(page, 'Saved runs');
    await dialog.getByRole('button', { name: 'Delete kept' }).click();
    await dialog.getByText('Nothing yet.').waitFor();
  });
});

test('a save without room shows an error and loses nothing', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 50);
    await page.evaluate(() => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await openTool(page, 'Saved runs');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/expected room, but [\d.]+\s\w+ of [\d.]+\sGiB are used; delete some, or export them/)
      .waitFor();
    await page.keyboard.press('Escape');
    await goToStep(page, 60);
  });
});
