import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.mjs';
import { type Site, serve } from './serve.ts';

/**
 * Opens a page in headless Chromium, runs `use` on it, and always closes page, browser and server.
 *
 * @param source - a site, which is served over loopback http and opened at `/`, or the address of a running
 *   server
 * @param use - works with the page; its result is returned
 * @param flags - additional flags of Chromium
 * @throws Error if there is no Chromium, or if the page reported an uncaught error
 */
export async function withPage<Result>(
  source: Site | string,
  use: (page: Page, url: string) => Promise<Result>,
  flags: readonly string[] = [],
): Promise<Result> {
  const server = typeof source === 'string' ? undefined : await serve(source);
  const url = server?.url ?? (source as string);
  try {
    const isShared = sharing && flags.length === 0;
    const browser = isShared ? await sharedBrowser() : await launch(flags);
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const errors: Error[] = [];
      page.on('pageerror', error => errors.push(error));
      await page.goto(url);
      const result = await use(page, url);
      if (errors.length) throw new Error(`withPage: expected no error in the page, got ${errors[0].message}`);
      return result;
    } finally {
      await context.close();
      if (!isShared) await browser.close();
    }
  } finally {
    await server?.close();
  }
}

let sharing = false;
let shared: Promise<Browser> | undefined;

/**
 * From now on calls of {@link withPage} without flags use one Chromium, which takes a second less. Each still has a context of
 * its own: no cookie, storage or cache of an earlier one. Call {@link closeSharedBrowser} in the end.
 */
export function shareBrowser(): void {
  sharing = true;
}

export async function closeSharedBrowser(): Promise<void> {
  const browser = await shared?.catch(() => undefined);
  shared = undefined;
  await browser?.close();
}

/** A new one if none was launched, or if the last has crashed. */
async function sharedBrowser(): Promise<Browser> {
  const last = await shared?.catch(() => undefined);
  if (last?.isConnected()) return last;
  shared = launch([]);
  return shared;
}

/** Chromium sometimes crashes while it starts on a busy machine, which says nothing of the page. */
async function launch(flags: readonly string[], attempts = 3): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error('withPage: expected a Chromium, got none; run node scripts/setUp.mjs --browser');
  try {
    return await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
  } catch (error) {
    if (attempts === 1) throw error;
    return launch(flags, attempts - 1);
  }
}
