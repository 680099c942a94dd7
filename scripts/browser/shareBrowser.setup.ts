import { afterAll } from 'vitest';
import { closeSharedBrowser, shareBrowser } from './withPage.ts';

// A setup file of vitest: all tests of a file use one Chromium.
shareBrowser();
afterAll(closeSharedBrowser);
