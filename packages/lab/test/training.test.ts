import { parseExperiment, Trainer } from 'gradscope';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { goToStep, lossOf, stepOf, waitForStatus, withSite } from './labPage.ts';
import { lossesAt } from './notebookLosses.ts';

test('back at step 1,000 the loss is again what the notebook printed', async () => {
  await withSite('lab.html', async page => {
    for (const step of [2000, 1000]) {
      await goToStep(page, step);
      expect([await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')]).toEqual(lossesAt(step));
    }
  });
});

test('plays, pauses at a common step, goes one step on and one back, and restarts', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => document.querySelector('[data-testid=step]')!.textContent !== '0');
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'Paused at step');
    const paused = await stepOf(page);
    expect(paused).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'One step' }).click();
    await waitForStatus(page, `Paused at step ${(paused + 1).toLocaleString('en')}.`);
    await page.locator('body').press('ArrowLeft');
    await waitForStatus(page, `Paused at step ${paused.toLocaleString('en')}.`);
    await page.getByRole('button', { name: 'Restart' }).click();
    await waitForStatus(page, 'Ready to train.');
    expect(await stepOf(page)).toBe(0);
  });
});

test('a new depth and activation restart training, under an address that opens the same', async () => {
  await withSite('lab.html', async page => {
    await page.getByLabel('Hidden layers', { exact: true }).fill('4');
    await page.getByLabel('Hidden layers', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'relu', exact: true }).click();
    await page.getByLabel('Activation').selectOption('tanh');
    await goToStep(page, 200);
    expect(await page.getByLabel('Layer by layer').inputValue()).toBe('50, 50, 50, 50');
    const losses = [await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')];
    await page.waitForFunction(() => location.hash.includes('step=200'));
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await waitForStatus(page, 'Paused at step 200.');
    expect([await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')]).toEqual(losses);
  });
});

test('a change tried from step 300 keeps what was trained, is in the address, and can be undone', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 300);
    const before = await lossOf(page, 'relu');
    await page.getByLabel('Changes apply from this step on').check();
    await page.getByLabel('Step size', { exact: true }).fill('1');
    await page.getByLabel('Step size', { exact: true }).press('Enter');
    await page.getByText('Changed at step 300').waitFor();
    await waitForStatus(page, 'Paused at step 300.');
    expect(await lossOf(page, 'relu')).toBe(before);
    await goToStep(page, 400);
    const forked = await lossOf(page, 'relu');
    await page.getByRole('button', { name: 'Train without the change' }).click();
    await goToStep(page, 400);
    expect(await lossOf(page, 'relu')).not.toBe(forked);
  });
});

test('a network that diverges says at which step and where, and the other goes on', async () => {
  await withSite('lab.html', async page => {
    await page.getByLabel('Step size', { exact: true }).fill('1e60');
    await page.getByLabel('Step size', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Play' }).click();
    await waitForStatus(page, /relu: Diverged at step \d+: the loss is (NaN|Infinity|-Infinity); layer \d/);
    expect(await page.getByTestId('readout-relu').textContent()).toContain('broke first');
  });
});

test('the digits are fetched only when they are chosen, and have the loss that Node computes', async () => {
  const experiment = parseExperiment({
    ...DEFAULT_EXPERIMENT,
    data: { kind: 'digits', standardize: true },
  });
  const trainer = new Trainer(experiment, 1);
  let expected = Number.NaN;
  trainer.advance(4, (_, loss) => {
    expected = loss();
  });
  await withSite('lab.html', async page => {
    const fetched: string[] = [];
    page.on('request', request => fetched.push(request.url()));
    await page.reload();
    await waitForStatus(page, 'Ready to train.');
    const areDigits = (url: string) => url.includes('digits');
    expect(fetched.some(areDigits)).toBe(false);
    await page.getByLabel('Data', { exact: true }).selectOption('digits');
    await goToStep(page, 3);
    expect(await lossOf(page, 'relu')).toBe(expected.toFixed(6));
    expect(fetched.some(areDigits)).toBe(true);
  });
});

test('the page shows a dead worker in its network’s place, and the other network goes on', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('killed by the test');
      });
    });
    await waitForStatus(page, 'killed by the test');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-testid=step]')!.textContent.replaceAll(',', '')) > 100,
    );
  });
});

test('an impossible value is refused at its control, and what is trained stays', async () => {
  await withSite('lab.html', async page => {
    await page.getByLabel('Noise', { exact: true }).fill('-3');
    await page.getByLabel('Noise', { exact: true }).press('Enter');
    const field = page.locator('.field', { has: page.getByLabel('Noise', { exact: true }) });
    expect(await field.locator('.error').textContent()).toMatch(
      /^data\.noise: expected a number from 0 to 1000, got -3$/,
    );
    await waitForStatus(page, 'Ready to train.');
  });
});

test('the page reports the malformed part of a link and uses the rest', async () => {
  await withSite('lab.html#run=nonsense&lossScale=log', async page => {
    const alert = page.locator('.complaints');
    expect(await alert.textContent()).toContain('link: run: expected a document in base64url');
    expect(await page.getByLabel('Loss axis').inputValue()).toBe('log');
    await waitForStatus(page, 'Ready to train.');
  });
});
