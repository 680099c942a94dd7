import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goToStep, lossOf, stepOf, waitForStatus, withSite } from './labPage.ts';

/** Types a value into a field of the settings, as a hand would. */
async function type(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

const offer = (page: Page) => page.getByTestId('restart-offer');

test('a change that trained networks cannot take offers a restart; training goes on after either answer', async () => {
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
      await offer(page).getByText('cannot continue from step 40 with this change').waitFor();
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
      () => Number(document.querySelector('[data-testid=step]')!.textContent.replaceAll(',', '')) > 30,
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'Paused at step');
    expect(await stepOf(page)).toBeGreaterThan(30);
    expect(await page.getByTestId('readout-sigmoid-2').locator('.loss').textContent()).toMatch(/^\d\.\d+$/);
  });
});

test('back and forward, undo and redo: each change of the experiment is taken back to the step that it left', async () => {
  await withSite('lab.html', async page => {
    const layers = page.getByLabel('Hidden layers', { exact: true });
    const undo = page.getByRole('button', { name: 'Undo the last change' });
    const redo = page.getByRole('button', { name: 'Redo the change' });
    await goToStep(page, 70);
    const loss = await lossOf(page, 'relu');
    expect([await undo.isDisabled(), await redo.isDisabled()]).toEqual([true, true]);
    await type(page, 'Hidden layers', '3');
    await type(page, 'Step size', '0.5');
    await goToStep(page, 30);
    const changed = await lossOf(page, 'relu');
    // The browser's own button gives no notice: the step is kept once the address has it, at most a quarter of a second later.
    await page.waitForFunction(() => location.hash.includes('step=30'));
    await page.goBack();
    await waitForStatus(page, 'Ready to train.');
    expect([
      await layers.inputValue(),
      await page.getByLabel('Step size', { exact: true }).inputValue(),
    ]).toEqual(['3', '0.1']);
    await goToStep(page, 20);
    // In a field the key takes back what was typed there.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Control+z');
    await waitForStatus(page, 'Paused at step 70.');
    expect([await layers.inputValue(), await lossOf(page, 'relu')]).toEqual(['2', loss]);
    expect(await undo.isDisabled()).toBe(true);

    // The key immediately wrote the networks' step into the address.
    await redo.click();
    await waitForStatus(page, 'Paused at step 20.');
    await page.reload();
    await page.goForward();
    await waitForStatus(page, 'Paused at step 30.');
    expect(await lossOf(page, 'relu')).toBe(changed);
    await undo.click();
    await waitForStatus(page, 'Paused at step 20.');
    // An edit after going back replaces the undone edits.
    await type(page, 'Width', '10');
    expect(await redo.isDisabled()).toBe(true);
    await undo.click();
    await expect.poll(() => page.getByLabel('Width', { exact: true }).inputValue()).toBe('50');
  });
});

test('an activation on the output changes what a network learns, and None restores it', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 20);
    const plain = await lossOf(page, 'relu');
    const readout = page.getByTestId('readout-relu');
    expect(await readout.textContent()).toMatch(/training loss [\d.]+ nats/);
    expect(await readout.locator('[title]').first().getAttribute('title')).toBe(
      'Mean cross-entropy, in nats; with the l2 term',
    );
    await page.getByText('More of the networks').click();
    const output = page.getByLabel('Output', { exact: true });
    await output.selectOption('tanh');
    await goToStep(page, 20);
    expect(await lossOf(page, 'relu')).not.toBe(plain);
    await output.selectOption('identity');
    await goToStep(page, 20);
    expect(await lossOf(page, 'relu')).toBe(plain);
  });
});
