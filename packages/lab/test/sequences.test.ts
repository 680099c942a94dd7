import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, waitForStatus, withSite } from './labPage.ts';

// The poem is a file of its own, as the digits are.

const experiment = parseExperiment({
  data: { kind: 'characters', length: 40 },
  networks: [
    {
      name: 'gru',
      hidden: [
        { kind: 'embedding', width: 6, vocabulary: 54 },
        { kind: 'recurrent', cell: 'gru', width: 8 },
      ],
      activation: 'tanh',
      init: 'glorotNormal',
    },
  ],
  training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 400, batch: 32 },
});

test('sequences are learned in the lab, which draws no plane of them and has a menu for each choice', async () => {
  const address = (of: unknown) =>
    `lab.html#open=regions&run=${encodeDocument([{ from: 0, experiment: of }] as never)}`;
  await withSite(address(experiment), async page => {
    await waitForStatus(page, 'Ready to train.');
    await goToStep(page, 20);
    await page
      .getByText('The data are 156 sequences of 40 positions, one channel, so no plane can be drawn.')
      .waitFor();
    const tokens = page.getByLabel('Tokens');
    expect(await tokens.inputValue()).toBe('number');
    // An embedding takes numbers alone: the rule is said at the menu, and the experiment stays.
    await tokens.selectOption('One hot');
    await page.getByText('expected one channel, the token, to embed, got 54').waitFor();
    expect(await page.getByLabel('Length').inputValue()).toBe('40');
  });
  const digits = { ...experiment, data: { kind: 'digits', shape: 'rows', standardize: true, test: 0 } };
  const [network] = experiment.networks;
  const hidden = [
    { kind: 'recurrent', cell: 'tanh', width: 8 },
    { kind: 'pool', how: 'last' },
  ];
  await withSite(
    address(parseExperiment({ ...digits, networks: [{ ...network, hidden }] } as never)),
    async page => {
      await waitForStatus(page, 'Ready to train.');
      await page.getByLabel('Shape').selectOption('Pixels');
      await waitForStatus(page, 'Ready to train.');
      await page
        .getByText('The data are 1,797 sequences of 64 positions, one channel, so no plane can be drawn.')
        .waitFor();
    },
  );
}, 90_000);
