import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout's Chromium for browser tests. */
export const chromiumFolder = fileURLToPath(
  new URL('../../node_modules/.cache/gradscope/chromium', import.meta.url),
);
const recordFile = join(chromiumFolder, 'chromium.json');

/**
 * Features that are off. Chromium takes this list for Playwright's, so all of that stands here too; the first two are pages of the
 * address bar, which nobody sees, but which take as long to load as a page of ours, each time one is opened.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Headless, and silent on networks that are closed or not ours. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${OFF.join()}`,
];

/** The Chromium that was set up, or undefined. `CHROME_PATH` always wins. */
export function chromiumPath() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  if (!existsSync(recordFile)) return undefined;
  const { executablePath } = JSON.parse(readFileSync(recordFile, 'utf8'));
  return existsSync(executablePath) ? executablePath : undefined;
}

/** Remembers a Chromium for {@link chromiumPath}. */
export function rememberChromium(executablePath) {
  writeFileSync(recordFile, `${JSON.stringify({ executablePath })}\n`);
}

/** The Chromium, Chrome and Edge executables this system has, most likely first. */
export function systemChromiums() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap(folder => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]),
  ];
  return [...names.flatMap(name => folders.map(folder => join(folder, name))), ...applications].filter(
    existsSync,
  );
}
