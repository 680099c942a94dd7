import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventValue, importLogs, writeEvents } from '@gradscope/formats';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dropFile, goToStep, openTool, waitForStatus, withSite } from './labPage.ts';

const jsonl = (name: string) =>
  readFileSync(new URL(`../../formats/test/fixtures/pytorch/${name}.jsonl`, import.meta.url));

/** A log of PyTorch as a TensorBoard event file. */
async function eventFile(name: string): Promise<Uint8Array> {
  const { logs } = await importLogs([{ path: 'a.jsonl', read: () => new Uint8Array(jsonl(name)) }]);
  const { layers, series } = logs[0].run;
  const values: EventValue[] = [];
  const wallTime = 1.6e9;
  for (const [row, step] of series.loss.step.entries()) {
    values.push({ kind: 'scalar', tag: 'train/loss', step, wallTime, value: series.loss.values[row] });
    for (const [l, layer] of layers.entries()) {
      const value = series.grad_l2.values[row * layers.length + l];
      values.push({ kind: 'scalar', tag: `grad_2.0_norm/net.${layer.name}.weight`, step, wallTime, value });
    }
  }
  return writeEvents(values);
}

const dialog = (page: Page) => page.getByRole('dialog');
const section = (page: Page, heading: string) =>
  dialog(page).locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });

test('a dropped event file shows its heat map and its verdict, and is compared with the networks here', async () => {
  const bytes = await eventFile('deepSigmoid');
  await withSite('lab.html#step=20', async page => {
    await waitForStatus(page, 'Paused at step 20.');
    await dropFile(page, 'events.out.tfevents.1.host', bytes);
    await dialog(page).getByText('1 run read.').waitFor();
    await dialog(page)
      .getByText(/^events does not train: /)
      .waitFor();
    await dialog(page)
      .getByText(/^Vanishing gradient in layers 1 to 8 \(net\.0 to net\.14\): /)
      .waitFor();
    const heat = section(page, 'Gradient of every layer at every step').locator('svg').first();
    await heat.scrollIntoViewIfNeeded();
    expect(await heat.getAttribute('aria-label')).toMatch(/^Gradient of every layer: events/);
    await dialog(page).getByRole('button', { name: 'What the log holds' }).click();
    await dialog(page)
      .getByRole('region', { name: 'Tags' })
      .getByText('grad_2.0_norm/net.0.weight')
      .waitFor();

    await dialog(page).getByRole('button', { name: 'Compare with the networks here' }).click();
    await page.getByText(/^Compared with other runs, .*: events$/).waitFor();
    const loss = page.locator('.figure svg', { hasText: 'Loss and accuracy' }).first();
    await loss.locator('text', { hasText: 'events' }).first().waitFor();
  });
});

test('a folder is read with all that is in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradscope-'));
  try {
    mkdirSync(join(folder, 'runs/b'), { recursive: true });
    writeFileSync(join(folder, 'runs/well.jsonl'), jsonl('deepRelu'));
    writeFileSync(join(folder, 'runs/b/sick.jsonl'), jsonl('deepSigmoid'));
    writeFileSync(join(folder, 'runs/readme.md'), 'nothing');
    await withSite('lab.html', async page => {
      await openTool(page, 'Logs from elsewhere');
      await dialog(page).getByLabel('or a folder:').setInputFiles(join(folder, 'runs'));
      await dialog(page).getByText('2 runs read.').waitFor();
      await dialog(page).getByText('1 other files were passed over').waitFor();
      await dialog(page).getByLabel('Run', { exact: true }).selectOption('runs/well');
      await dialog(page)
        .getByText(/^runs\/well trains: /)
        .waitFor();
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('rules say what other tags mean, and in which order the layers stand', async () => {
  const text = [0, 1].map(step => `${JSON.stringify({ step, mood: 2 - step, g_a: 1, g_b: 2 })}\n`).join('');
  await withSite('lab.html', async page => {
    await dropFile(page, 'strange.jsonl', text);
    const alert = dialog(page).getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe(
      'strange.jsonl: expected a log of gradients, weights or a loss, got tags that mean nothing here: mood, g_a, g_b',
    );
    await dialog(page).getByRole('button', { name: 'How tags are read' }).click();
    const field = dialog(page).getByLabel('What other tags mean');
    await field.fill('mood=loss g_(.+)=grad_l2:$1');
    await field.press('Enter');
    await dialog(page).getByText('1 run read.').waitFor();
    await dialog(page).getByText('but not the order of the layers').waitFor();
    await dialog(page).getByLabel('Layers, from the input on').fill('a, b');
    await dialog(page).getByLabel('Layers, from the input on').press('Enter');
    await dialog(page)
      .getByText(/^Told from the gradients of 2 layers/)
      .waitFor();
  });
});

test.each([
  ['bad.jsonl', 'nonsense\n', 'bad.jsonl, line 1, column 1, byte 0: expected a JSON object, got "nonsense"'],
  [
    'bad.tfevents',
    'text that is no event file',
    'bad.tfevents, byte 0: expected a TensorBoard event file, got no whole record',
  ],
  ['bad.safetensors', 'x', 'bad.safetensors'],
])('%s is refused in one sentence, and the page lives on', async (name, content, message) => {
  await withSite('lab.html', async page => {
    await dropFile(page, name, content);
    const alert = dialog(page).getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(message);
    await page.keyboard.press('Escape');
    await goToStep(page, 10);
  });
});

const METRICS =
  'epoch,grad_2.0_norm/0.weight,grad_2.0_norm/2.weight,train_loss\n0,1e-4,0.2,1.1\n1,1e-4,0.1,1\n';
const ROWS = 'x,y,label\n0,1,a\n1,0,b\n0.5,1,a\n';

test('on every page the columns of a dropped csv tell whether it is a log or own data', async () => {
  await withSite('lab.html', async page => {
    for (const [name, file, text, tool, outcome] of [
      ['index', 'metrics.csv', METRICS, 'Logs from elsewhere', '1 run read.'],
      ['map', 'metrics.csv', METRICS, 'Logs from elsewhere', '1 run read.'],
      ['lab', 'rows.csv', ROWS, 'Own data', 'rows.csv: 3 rows'],
    ] as const) {
      await page.goto(page.url().replace(/[a-z]+\.html.*/, `${name}.html`));
      await page.getByRole('main').waitFor();
      await dropFile(page, file, text);
      await page.getByRole('dialog', { name: tool }).waitFor();
      await dialog(page).getByText(outcome).waitFor();
    }
    // Own data that is open does not keep a log from the tool that reads it.
    await dropFile(page, 'metrics.csv', METRICS);
    await page.getByRole('dialog', { name: 'Logs from elsewhere' }).waitFor();
    await dialog(page).getByText('1 run read.').waitFor();
  });
}, 90_000);
