import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.mjs';
import { type Site, serve } from './serve.ts';

/**
 * Opens a page in headless Chromium, lets `use` work with it, and closes page, browser and server whatever happens.
 *
 * @param source - what to open: a site, served over loopback http and opened at `/`, or the address of a running server
 * @param use - works with the page; what it returns is returned
 * @param flags - of Chromium, besides those that every test needs
 * @throws Error if there is no Chromium, or if the page reported an error that it did not catch
 */
export async function withPage<Result>(
  source: Site | string,
  use: (page: Page, url: string) => Promise<Result>,
  flags: readonly string[] = [],
): Promise<Result> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error('withPage: expected a Chromium, got none; run node scripts/setUp.mjs --browser');
  const server = typeof source === 'string' ? undefined : await serve(source);
  const url = server?.url ?? (source as string);
  try {
    const browser = await launch(executablePath, [...CHROMIUM_FLAGS, ...flags]);
    try {
      const page = await browser.newPage();
      const errors: Error[] = [];
      page.on('pageerror', error => errors.push(error));
      await page.goto(url);
      const result = await use(page, url);
      if (errors.length)
        throw new Error(`withPage: expected no error in the page, got ${errors[0]!.message}`);
      return result;
    } finally {
      await browser.close();
    }
  } finally {
    await server?.close();
  }
}

/** Chromium sometimes crashes while it starts on a busy machine, which says nothing of the page. */
async function launch(executablePath: string, args: readonly string[], attempts = 3): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath, args: [...args] });
  } catch (error) {
    if (attempts === 1) throw error;
    return launch(executablePath, args, attempts - 1);
  }
}
