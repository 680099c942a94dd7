import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { dropFile, goToStep, waitForStatus, withSite } from './labPage.ts';

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
    `lab.html#open=regions.graph&run=${encodeDocument([{ from: 0, experiment: of }] as never)}`;
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
      const boxes = page.getByRole('list', { name: 'Layers of gru' }).getByRole('listitem');
      await boxes.filter({ hasText: 'Recurrent (tanh) 64 × 1 → 64 × 8' }).waitFor();
      await boxes.filter({ hasText: 'Output 8 → 10 after pool (last)' }).waitFor();
      await page.getByLabel('Cell').selectOption('LSTM');
      await boxes.filter({ hasText: 'Recurrent (lstm)' }).waitFor();
      await page.getByRole('button', { name: /Undo/ }).click();
      await boxes.filter({ hasText: 'Recurrent (tanh)' }).waitFor();
    },
  );
}, 90_000);

test('a dropped table with a row for each time is trained on as sequences, once sequence and time are chosen', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    `walk ${i % 6}`,
    Math.floor(i / 6),
    (i * i) % 7,
    i % 4 < 2 ? 'up' : 'down',
  ]);
  const csv = `walk,second,place,step\n${rows.map(row => row.join()).join('\n')}\n`;
  await withSite('lab.html#open=regions', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropFile(page, 'walks.csv', csv);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Predict').selectOption('step');
    await dialog.getByLabel('Sequence of a row').selectOption('walk');
    const train = dialog.getByRole('button', { name: /^Train on/ });
    await train.click();
    await dialog
      .getByText('data.time: expected the column of the time, beside sequence, got nothing')
      .waitFor();
    await dialog.getByLabel('Its time').selectOption('second');
    await train.click();
    await dialog.waitFor({ state: 'detached' });
    await goToStep(page, 20);
    await page
      .getByText('The data are 6 sequences of 10 positions, one channel, so no plane can be drawn.')
      .waitFor();
  });
}, 60_000);
