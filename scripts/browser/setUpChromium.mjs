import { existsSync, mkdirSync } from 'node:fs';
import {
  CHROMIUM_FLAGS,
  chromiumFolder,
  chromiumPath,
  rememberChromium,
  systemChromiums,
} from './chromium.mjs';
import { installRoutes } from './installRoutes.mjs';

/**
 * Finds a Chromium that renders a page, and remembers it. It tries the one set up before, then the system's,
 * then an installation, starting with the ways that change nothing outside this checkout.
 *
 * @throws Error with the ways tried and advice
 */
export async function setUpChromium() {
  if (process.env.CHROME_PATH) return checkGiven(process.env.CHROME_PATH);
  if (chromiumPath()) return;
  mkdirSync(chromiumFolder, { recursive: true });
  for (const path of [...systemChromiums(), await playwrightChromium()])
    if (await works(path)) return remember(path);

  const failures = [];
  for (const { name, applies, install } of installRoutes) {
    if (!applies()) continue;
    console.log(`No Chromium for the browser tests: getting one with ${name}`);
    try {
      const path = await install();
      if (await works(path)) return remember(path);
      failures.push(`${name}: installed, but it does not render a page`);
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  throw new Error(
    `setUp: expected a Chromium for the browser tests, got none\n${failures.map(line => `  ${line}\n`).join('')}` +
      'Install Chromium or Chrome, or set CHROME_PATH to its executable, and run npm test again.',
  );
}

function checkGiven(path) {
  if (!existsSync(path))
    throw new Error(`CHROME_PATH: expected the path of a Chromium or Chrome, got ${path}`);
}

function remember(path) {
  rememberChromium(path);
  console.log(`Browser for the tests: ${path}`);
}

/** The path of playwright's own download, whether or not it exists. */
async function playwrightChromium() {
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

/** True if it renders a page: an existing file may be a stub, or lack its shared libraries. */
async function works(executablePath) {
  if (!executablePath || !existsSync(executablePath)) return false;
  const { chromium } = await import('playwright-core');
  const browser = await chromium
    .launch({ executablePath, args: CHROMIUM_FLAGS, timeout: 30_000 })
    .catch(() => undefined);
  try {
    const page = await browser?.newPage();
    return (await page?.evaluate(() => document.readyState)) === 'complete';
  } catch {
    return false;
  } finally {
    await browser?.close();
  }
}
