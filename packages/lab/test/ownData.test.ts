import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '@gradscope/formats';
import { parseExperiment, qualityOf, Trainer } from 'gradscope';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { dropFile, goToStep, lossOf, openTool, waitForStatus, withSite } from './labPage.ts';

const CSV = `width,height,color,kind\n${Array.from(
  { length: 60 },
  (_, i) => `${i % 7},${(i * i) % 11}.5,red,${i % 3 === 0 ? 'oak' : 'elm'}`,
).join('\n')}\n`;

const inDialog = (page: Page) => page.getByRole('dialog');

async function trainOnIt(page: Page): Promise<void> {
  await inDialog(page)
    .getByRole('button', { name: /^Train on/ })
    .click();
}

test('a dropped CSV is trained on, with the losses that Node has of it', async () => {
  const experiment = parseExperiment({
    ...DEFAULT_EXPERIMENT,
    data: {
      kind: 'table',
      file: 'trees.csv',
      target: 'kind',
      features: ['width', 'height'],
      standardize: true,
      test: 0.2,
    },
  });
  const trainer = new Trainer(experiment, 1, {
    table: readTable(new TextEncoder().encode(CSV), 'trees.csv'),
  });
  let expected = 0;
  trainer.advance(101, (_, loss) => {
    expected = loss();
  });
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropFile(page, 'trees.csv', CSV);
    await inDialog(page).getByText('60 rows of 4 columns').waitFor();
    expect(await inDialog(page).getByLabel('Predict').inputValue()).toBe('kind');
    expect(
      await inDialog(page)
        .getByLabel(/^color/)
        .isChecked(),
    ).toBe(false);
    await inDialog(page).getByLabel('Held out (share)').fill('0.2');
    await trainOnIt(page);
    await inDialog(page).waitFor({ state: 'detached' });
    await goToStep(page, 100);
    expect(await lossOf(page, 'relu')).toBe(expected.toFixed(6));
    expect(await page.getByLabel('Data', { exact: true }).inputValue()).toBe('table');
    await openTool(page, 'Share, export');
    await page.getByText('but not the rows of trees.csv').waitFor();
    await page.keyboard.press('Escape');

    await page.waitForFunction(() => location.hash.includes('step=100'));
    await page.reload();
    await waitForStatus(page, 'Paused at step 100.');
    expect(await lossOf(page, 'relu')).toBe(expected.toFixed(6));

    await page.evaluate(() => indexedDB.deleteDatabase('gradscope-rows'));
    await page.reload();
    await page.locator('.complaints', { hasText: 'expected the rows of trees.csv' }).waitFor();
    await dropFile(page, 'trees.csv', CSV);
    await inDialog(page).getByText('60 rows of 4 columns').waitFor();
    await inDialog(page).getByLabel('Held out (share)').fill('0.2');
    await trainOnIt(page);
    await page.locator('.complaints').waitFor({ state: 'detached' });
    await goToStep(page, 100);
    expect(await lossOf(page, 'relu')).toBe(expected.toFixed(6));
  });
});

const refusedAtOnce: [name: string, content: string | Buffer, message: string][] = [
  ['empty.csv', 'a,b\n', 'empty.csv: expected at least one row under the header, got none'],
  ['ragged.csv', 'a,b\n1,2\n3\n', 'ragged.csv, row 2, byte 8: expected 2 cells as the header has, got 1'],
  [
    'latin.csv',
    Buffer.from([97, 44, 98, 10, 0xe4, 44, 49, 10]),
    'latin.csv, byte 4: expected text in UTF-8, got other bytes',
  ],
  ['broken.npz', 'PK, but no zip', 'broken.npz, byte 0: expected a zip archive, which ends in its directory'],
];

test('the dialog refuses files that are not data, and the page goes on', async () => {
  await withSite('lab.html', async page => {
    for (const [i, [name, content, message]] of refusedAtOnce.entries()) {
      await openTool(page, 'Own data');
      await inDialog(page)
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
      const alert = inDialog(page).getByRole('alert');
      await alert.waitFor();
      expect(await alert.textContent(), name).toContain(message);
      await page.keyboard.press('Escape');
      await goToStep(page, 10 * (i + 1));
    }
  });
});

const refusedToTrain: [what: string, csv: string, message: string][] = [
  ['a hole', 'a,b,k\n1,2,x\n3,,y\n', 'column "b", row 2: expected a finite number, got nothing'],
  ['one class', 'a,k\n1,x\n3,x\n', 'column "k": expected at least two classes, got one, "x"'],
  ['no column', 'a,k\nred,x\nblue,y\n', 'data.features: expected "all" or a list of at least one column'],
];

test('a hole, one class and no column are refused with column and row', async () => {
  await withSite('lab.html', async page => {
    for (const [what, csv, message] of refusedToTrain) {
      await dropFile(page, 'a.csv', csv);
      await inDialog(page).getByText('2 rows of').waitFor();
      await trainOnIt(page);
      const alert = inDialog(page).getByRole('alert');
      await alert.waitFor();
      expect(await alert.textContent(), what).toContain(message);
      await page.keyboard.press('Escape');
      await waitForStatus(page, 'Ready to train.');
    }
  });
});

test('a file without names of columns is read whole, its text as features, and what was guessed is said', async () => {
  await withSite('lab.html', async page => {
    await dropFile(page, 'a.csv', '1.5,red,x\n3.5,blue,y\n2.5,red,x\n');
    await inDialog(page).getByText('3 rows of 3 columns; the first line looks like a row').waitFor();
    expect(await inDialog(page).getByLabel('Predict').inputValue()).toBe('2');
    await inDialog(page).getByLabel(/^1/).check();
    await trainOnIt(page);
    await waitForStatus(page, 'Ready to train.');
  });
});

test('of values it shows RMSE and R² of training and test rows, as Node computes them, and no accuracy', async () => {
  const csv = `x,y\n${Array.from({ length: 60 }, (_, i) => `${i / 10},${Math.sin(i / 10)}`).join('\n')}\n`;
  const experiment = parseExperiment({
    ...DEFAULT_EXPERIMENT,
    data: {
      kind: 'table',
      file: 'sine.csv',
      target: 'y',
      task: 'regression',
      standardize: true,
      standardizeTargets: true,
      test: 0.2,
    },
  });
  const trainer = new Trainer(experiment, 1, { table: readTable(new TextEncoder().encode(csv), 'sine.csv') });
  trainer.advance(1);
  const { test: held } = qualityOf(experiment, trainer.data, trainer.run());
  trainer.advance(100);
  const { training } = qualityOf(experiment, trainer.data, trainer.run());
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropFile(page, 'sine.csv', csv);
    await inDialog(page).getByLabel('Predict').selectOption('y');
    await inDialog(page).getByLabel('As', { exact: true }).selectOption('regression');
    await inDialog(page).getByLabel('Held out (share)').fill('0.2');
    await trainOnIt(page);
    await inDialog(page).waitFor({ state: 'detached' });
    await goToStep(page, 100);
    const readout = page.getByTestId('readout-relu');
    for (const [name, value] of [
      ['training-rmse', training.rmse],
      ['training-explained', training.explained],
      // The test rows were last evaluated at step 0: not every recorded step is.
      ['test-rmse', held!.rmse],
      ['test-explained', held!.explained],
    ] as const) {
      const shown = Number(await readout.locator(`data.${name}`).getAttribute('value'));
      expect(Math.abs(shown - value!), name).toBeLessThan(1e-9);
    }
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/training loss [\d.]+\s+training RMSE [\d.]+\s+training R² [−\d.]+\s+test loss/);
    expect(text).not.toMatch(/NaN|accuracy|% right|Decision regions/i);
  });
});

test('names of columns and files that turn the direction of text or steer are shown escaped everywhere', async () => {
  const name = 'a\u202eb\u001b[2J';
  const csv = `"${name}",other,kind\n${`1,2,x${name}\n3,1,y\n`.repeat(20)}`;
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropFile(page, 'rows\u202e.csv', csv);
    const escaped = String.raw`a\u202eb\u001b[2J`;
    await inDialog(page).getByLabel(escaped).waitFor();
    // Escaped is only what is shown: the column is found by its own name.
    expect(await inDialog(page).getByLabel('Predict').inputValue()).toBe('kind');
    await inDialog(page).getByLabel('Predict').selectOption(name);
    await inDialog(page).getByLabel('Predict').selectOption('kind');
    await trainOnIt(page);
    await inDialog(page).waitFor({ state: 'detached' });
    await goToStep(page, 10);
    const raw = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) found.push(node.nodeValue ?? '');
      for (const element of document.body.querySelectorAll('*'))
        for (const attribute of ['title', 'aria-label', 'placeholder'])
          found.push(element.getAttribute(attribute) ?? '');
      return found.filter(text => /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.test(text));
    });
    expect(raw).toEqual([]);
  });
});

test('a file of 1 GB is refused before it is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradscope-'));
  try {
    const path = join(folder, 'huge.csv');
    writeFileSync(path, 'a,b\n');
    truncateSync(path, 2 ** 30);
    await withSite('lab.html', async page => {
      await openTool(page, 'Own data');
      await inDialog(page).locator('input[type=file]').setInputFiles(path);
      await inDialog(page)
        .getByText('huge.csv: expected at most 64 MiB, got 1 GiB')
        .waitFor({ timeout: 2000 });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('points drawn with the mouse and by keyboard are trained on, and the link carries them', async () => {
  await withSite('lab.html', async page => {
    await openTool(page, 'Own data');
    await inDialog(page).getByRole('button', { name: 'Draw points' }).click();
    const plane = inDialog(page).getByRole('application');
    const box = (await plane.boundingBox())!;
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(0.1, 0.1));
    await page.mouse.down();
    await page.mouse.move(...at(0.1, 0.9), { steps: 40 });
    await page.mouse.up();
    await page.mouse.click(...at(0.3, 0.5));
    await trainOnIt(page);
    await inDialog(page).getByText('expected at least two classes, got 1').waitFor();

    await plane.press('2');
    expect(await inDialog(page).getByLabel('2', { exact: true }).isChecked()).toBe(true);
    for (let i = 0; i < 6; i++) {
      await plane.press('ArrowRight');
      await plane.press('Enter');
    }
    const count = await plane.locator('circle').count();
    expect(count).toBeGreaterThan(20);
    await inDialog(page).getByRole('button', { name: 'Undo' }).click();
    await plane.press('Backspace');
    expect(await plane.locator('circle').count()).toBe(count - 2);
    await trainOnIt(page);
    await inDialog(page).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Own data');
    await goToStep(page, 150);
    const loss = await lossOf(page, 'relu');

    await page.waitForFunction(() => location.hash.includes('step=150'));
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await waitForStatus(page, 'Paused at step 150.');
    expect(await lossOf(page, 'relu')).toBe(loss);
    await openTool(page, 'Own data');
    expect(await inDialog(page).getByRole('application').locator('circle').count()).toBe(count - 2);
  });
});

test('a finger draws too', async () => {
  await withSite('lab.html', async page => {
    await page.setViewportSize({ width: 375, height: 812 });
    await openTool(page, 'Own data');
    await inDialog(page).getByRole('button', { name: 'Draw points' }).click();
    const plane = inDialog(page).getByRole('application');
    const session = await page.context().newCDPSession(page);
    const { x, y } = (await plane.boundingBox())!;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [{ x: x + 50, y: y + 50 }]);
    for (let i = 1; i <= 10; i++) await touch('touchMove', [{ x: x + 50 + 15 * i, y: y + 50 }]);
    await touch('touchEnd', []);
    expect(await plane.locator('circle').count()).toBeGreaterThan(5);
  });
});

test('the page reports malformed drawn points in a link', async () => {
  await withSite('lab.html#points=AAA', async page => {
    expect(await page.locator('.complaints').textContent()).toContain(
      'link: points: expected 5 characters a point',
    );
    await waitForStatus(page, 'Ready to train.');
  });
});
