import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventValue, writeEvents } from '@gradscope/formats';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTool, waitForStatus, withSite } from './labPage.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscope-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Drops a file or folder of this machine on the page, as a hand does. */
async function dropPath(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  }
}

/** Numbers of two layers at steps `from … to − 1`. */
const events = (from: number, to: number) =>
  writeEvents(
    Array.from({ length: to - from }, (_, i) => from + i).flatMap(step =>
      ['loss', 'grad_2.0_norm/a.0.weight', 'grad_2.0_norm/a.1.weight'].map(
        (tag): EventValue => ({ kind: 'scalar', tag, step, wallTime: 1.6e9, value: 1 + 1 / (step + 1) }),
      ),
    ),
  );

const jsonl = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${JSON.stringify({ step: from + i, loss: 1 })}\n`).join('');

const said = (page: Page, text: string) => page.getByRole('dialog').getByText(text).first().waitFor();

/** Waits until a figure of the run says how many steps it shows, or up to which. */
async function drawnTo(page: Page, words: string): Promise<void> {
  await page.getByRole('dialog').locator('desc', { hasText: words }).first().waitFor({ state: 'attached' });
}

test('a dropped folder of event files is read on as they grow, and as more come', async () => {
  const run = join(folder, 'runs/a');
  const file = join(run, 'events.out.tfevents.1.host');
  mkdirSync(run, { recursive: true });
  const whole = events(0, 30);
  const cut = Math.floor(whole.length / 2) + 5;
  writeFileSync(file, whole.subarray(0, cut));
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropPath(page, join(folder, 'runs'));
    await said(page, '1 run read. New lines of the log are read as they come.');
    await drawnTo(page, 'Loss of runs/a: 2 at step 0, 1.07 at step 14');
    appendFileSync(file, whole.subarray(cut));
    await drawnTo(page, 'Loss of runs/a: 2 at step 0, 1.03 at step 29');
    writeFileSync(join(run, 'events.out.tfevents.2.host'), events(30, 40));
    await drawnTo(page, 'Loss of runs/a: 2 at step 0, 1.02 at step 39');
    mkdirSync(join(folder, 'runs/b'));
    writeFileSync(join(folder, 'runs/b/log.jsonl'), jsonl(0, 5));
    await said(page, '2 runs read.');
    // Closed, nothing is looked at any more; open again, nothing is left of it.
    await page.keyboard.press('Escape');
    await openTool(page, 'Logs from elsewhere');
    expect(await page.getByRole('dialog').locator('figure svg, .figure svg').count()).toBe(0);
  });
});

test('a dropped file that is broken while it grows is refused, shown as it was, read when it is whole, and missed', async () => {
  const file = join(folder, 'log.jsonl');
  writeFileSync(file, jsonl(0, 5));
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await dropPath(page, file);
    await drawnTo(page, 'Loss of log: 1 at step 0, 1 at step 4');
    appendFileSync(file, 'nonsense\n');
    await said(page, 'log.jsonl, line 6, column 1, byte 100: expected a JSON object, got "nonsense"');
    await drawnTo(page, 'Loss of log: 1 at step 0, 1 at step 4');
    writeFileSync(file, jsonl(0, 8));
    await drawnTo(page, 'Loss of log: 1 at step 0, 1 at step 7');
    await said(page, '1 run read.');
    rmSync(file);
    await said(page, 'The files are not read any more: ');
    await drawnTo(page, 'Loss of log: 1 at step 0, 1 at step 7');
  });
});

test('in a browser without handles a dropped folder is read once, completely, and the page shows a note', async () => {
  mkdirSync(join(folder, 'runs/deep/er'), { recursive: true });
  // A browser tells the files of a folder a hundred at a time.
  for (let i = 0; i < 130; i++) writeFileSync(join(folder, `runs/deep/${i}.jsonl`), jsonl(0, 2));
  writeFileSync(join(folder, 'runs/deep/er/last.jsonl'), jsonl(0, 9));
  writeFileSync(join(folder, 'runs/notes.md'), 'no log');
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await page.evaluate(() => Reflect.deleteProperty(DataTransferItem.prototype, 'getAsFileSystemHandle'));
    await dropPath(page, join(folder, 'runs'));
    await said(
      page,
      '131 runs read. This browser cannot read the file again: if it grows, drop or choose it again.',
    );
    await said(page, '1 other files were passed over');
    const select = page.getByRole('dialog').getByLabel('Run', { exact: true });
    const names = await select.locator('option').allTextContents();
    expect(names.slice(0, 3)).toEqual(['runs/deep/0', 'runs/deep/1', 'runs/deep/2']);
    expect(names.slice(-1)).toEqual(['runs/deep/er/last']);
    await select.selectOption('runs/deep/er/last');
    await drawnTo(page, 'Loss of runs/deep/er/last: 1 at step 0, 1 at step 8');
  });
});

test('files chosen in the browser’s dialog are read on too; closed without a choice nothing happens', async () => {
  await withSite('lab.html', async page => {
    await page.evaluate(
      async text => {
        // The browser's own dialog is beyond a test: its answers are real handles of files that only this page has.
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle('picked.jsonl', { create: true });
        const write = async (content: string) => {
          const stream = await handle.createWritable({ keepExistingData: true });
          await stream.seek((await handle.getFile()).size);
          await stream.write(content);
          await stream.close();
        };
        await write(text);
        let calls = 0;
        Object.assign(window, {
          write,
          showOpenFilePicker: async () => {
            if (calls++ === 0) throw new DOMException('The user aborted a request.', 'AbortError');
            return [handle];
          },
        });
      },
      jsonl(0, 4),
    );
    await openTool(page, 'Logs from elsewhere');
    const input = page.getByRole('dialog').getByLabel('or choose files:');
    await input.click();
    await input.click();
    await drawnTo(page, 'Loss of picked: 1 at step 0, 1 at step 3');
    expect(await page.getByRole('dialog').getByRole('alert').count()).toBe(0);
    await page.evaluate(more => Reflect.get(window, 'write')(more), jsonl(4, 7));
    await drawnTo(page, 'Loss of picked: 1 at step 0, 1 at step 6');
  });
});
