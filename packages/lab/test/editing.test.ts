import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goToStep, stepOf, waitForStatus, withSite } from './labPage.ts';

/** Types a value into a field of the settings, as a hand would. */
async function type(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

const offer = (page: Page) => page.getByTestId('restart-offer');

test('what trained networks cannot take offers a restart, and whatever is answered they train', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 40);
    await page.getByLabel('Changes apply from this step on').check();
    const changes = [
      () => type(page, 'Hidden layers', '4'),
      () => type(page, 'Width', '20'),
      () => type(page, 'Classes', '4'),
      () => page.getByLabel('Data', { exact: true }).selectOption('moons'),
      () => page.getByRole('button', { name: 'Add a network' }).click(),
    ];
    for (const change of changes) {
      await change();
      await offer(page).getByText('cannot go on from step 40 with this change').waitFor();
      await offer(page).getByRole('button', { name: 'Drop the change' }).click();
      await offer(page).waitFor({ state: 'detached' });
      await waitForStatus(page, 'Paused at step 40.');
    }
    expect(await page.getByLabel('Hidden layers', { exact: true }).inputValue()).toBe('2');
    await goToStep(page, 60);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Add a network' }).click();
    await offer(page).getByRole('button', { name: 'Restart with the change' }).click();
    await page.getByTestId('readout-sigmoid-2').waitFor();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-testid=step]')!.textContent!.replaceAll(',', '')) > 30,
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'Paused at step');
    expect(await stepOf(page)).toBeGreaterThan(30);
    expect(await page.getByTestId('readout-sigmoid-2').locator('.loss').textContent()).toMatch(/^\d\.\d+$/);
  });
});
