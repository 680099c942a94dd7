import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { serve } from '../../../scripts/browser/serve.ts';
import { withPage } from '../../../scripts/browser/withPage.ts';

const SITE = { folder: join(import.meta.dirname, '../dist') };

/**
 * Opens a page of the built site (`lab.html#…`), and closes it once `use` is done. Fails if the page reports
 * an error.
 */
export async function withSite<Result>(
  path: string,
  use: (page: Page) => Promise<Result>,
  flags: readonly string[] = [],
): Promise<Result> {
  const server = await serve(SITE);
  try {
    return await withPage(`${server.url}${path}`, use, flags);
  } finally {
    await server.close();
  }
}

/** Waits until the status line says something. */
export async function waitForStatus(page: Page, text: string | RegExp, timeout = 30_000): Promise<void> {
  const wanted = text instanceof RegExp ? text.source : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  await page.waitForFunction(
    pattern => new RegExp(pattern).test(document.querySelector('[data-testid=status]')?.textContent ?? ''),
    wanted,
    { timeout },
  );
}

/** The step that the networks stand at. */
export async function stepOf(page: Page): Promise<number> {
  const text = await page.getByTestId('step').textContent();
  return Number(text!.replaceAll(',', ''));
}

export async function lossOf(page: Page, network: string): Promise<string> {
  const loss = await page.getByTestId(`readout-${network}`).locator('.loss').getAttribute('value');
  return Number(loss).toFixed(6);
}

/** Trains up to a step, or goes back to it. */
export async function goToStep(page: Page, step: number, timeout?: number): Promise<void> {
  const field = page.getByLabel('Go to step');
  await field.fill(String(step));
  await field.press('Enter');
  const status = step === 0 ? 'Ready to train.' : `Paused at step ${step.toLocaleString('en')}.`;
  await waitForStatus(page, status, timeout);
}

/** Opens one of the tools over the page. */
export async function openTool(
  page: Page,
  name: 'Own data' | 'Saved runs' | 'Logs from elsewhere' | 'Share, export',
): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.dialog section').first().waitFor();
}

/** Drops a file on the page, as a hand would. */
export async function dropFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const bytes = [...(typeof content === 'string' ? new TextEncoder().encode(content) : content)];
  await page.evaluate(
    ([fileName, values]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(values)], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, bytes] as const,
  );
}

/** The file that a button of the open tool hands out. */
export async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
