import { expect, test } from 'vitest';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, waitForStatus, withSite } from './labPage.ts';

const run = (network: object) => {
  const experiment = {
    data: { kind: 'xor', samples: 1, noise: 0 },
    networks: [{ name: 'a', hidden: [], activation: 'relu', init: 'zeros', ...network }],
    training: { optimizer: { kind: 'sgd', stepSize: 1e100 }, steps: 5 },
  };
  return `run=${encodeDocument([{ from: 0, experiment }])}`;
};

test('links that nobody would write are followed or refused in a line each, and the page goes on', async () => {
  const strange = [
    'layer=1000000&neuron=1000000&step=3&open=regions.weights.activations.graph',
    `${run({})}&step=999999999&open=regions.loss.layers.gradients.heat.ledger.graph`,
    `${run({ hidden: { layers: 60, width: 1 } })}&step=2&embed=none&open=none`,
  ];
  const refused = `${'a&'.repeat(500)}run=${'['.repeat(99)}&speed=${'x'.repeat(9999)}%0a&step=3`;
  await withSite(`lab.html#${refused}`, async page => {
    const complaints = page.locator('.complaints');
    await complaints.waitFor();
    expect((await complaints.textContent())!.length).toBeLessThan(3000);
    for (const link of strange) {
      await page.evaluate(hash => {
        location.hash = hash;
      }, link);
      await waitForStatus(page, /Paused|Finished|Ready|Stopped|diverged/);
    }
    await page.evaluate(() => {
      location.hash = 'step=3';
    });
    await waitForStatus(page, 'Paused at step 3.');
    await goToStep(page, 5);
  });
});

test('a damaged view of the map is refused in words, and the map is made', async () => {
  await withSite(`map.html#view=${encodeDocument(null)}&side=16`, async page => {
    await page.getByText('link: view: expected { x, y, facet, others }').waitFor();
    await page.getByText('networks trained').waitFor();
  });
});
