import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, waitForStatus, withSite } from './labPage.ts';

// The text of the digits is a file of its own: every worker that makes data has to fetch it.

const experiment = parseExperiment({
  data: { kind: 'digits', standardize: true },
  networks: [{ name: 'sigmoid', hidden: Array(8).fill(4), activation: 'sigmoid', init: 'glorotNormal' }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, steps: 400, batch: 32 },
});

test('a network that learns the digits is diagnosed', async () => {
  await withSite(`lab.html#run=${encodeDocument([{ from: 0, experiment }])}`, async page => {
    await waitForStatus(page, 'Ready to train.');
    await goToStep(page, 300);
    await page.getByTestId('badge-sigmoid').getByText('vanishing gradient').waitFor();
  });
});

test('a map of networks that learn the digits is filled', async () => {
  const few = { ...experiment, training: { ...experiment.training, steps: 3 } };
  await withSite(`map.html#side=16&run=${encodeDocument([{ from: 0, experiment: few }])}`, async page => {
    const progress = page.getByTestId('progress');
    await expect.poll(() => progress.textContent(), { timeout: 60_000 }).toBe('256 networks trained.');
    expect(await page.getByText('Some networks are invalid').count()).toBe(0);
  });
}, 90_000);
