import { defineConfig } from 'vitest/config';

/** They start no server or browser, and of processes only the program, once: `npm run check` runs them. */
const QUICK = ['packages/*/src/**/*.test.ts', 'packages/figures/test/**/*.test.ts'];

/** They drive a browser: those of one file share one. */
const BROWSER = [
  'packages/lab/test/**/*.test.ts',
  'packages/cli/test/{lab,reportFold,storeMap}.test.ts',
  'packages/core/test/browser.test.ts',
  'scripts/browser/*.test.ts',
];

/** They add kinds of their own to those that the other tests go through. */
const OWN_KINDS = ['packages/*/test/ownKinds.test.ts'];

export default defineConfig({
  test: {
    // Long enough for a machine that has other things to do: only what hangs takes longer.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The built packages are JavaScript: Node loads them as it does for a user, which is quicker than to transform them.
    server: { deps: { external: [/\/packages\/[^/]+\/(dist|bundle)\//] } },
    globalSetup: ['scripts/sharedFolder.setup.ts'],
    // No module keeps state between tests, so the files of one worker load each module once.
    isolate: false,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: QUICK,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['packages/*/test/**/*.test.ts', 'scripts/**/*.test.ts', 'papers/*.test.ts'],
          exclude: [...QUICK, ...BROWSER, ...OWN_KINDS],
        },
      },
      { extends: true, test: { name: 'own kinds', include: OWN_KINDS, isolate: true } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: BROWSER,
          setupFiles: ['scripts/browser/shareBrowser.setup.ts'],
        },
      },
    ],
  },
});
