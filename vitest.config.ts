import { defineConfig } from 'vitest/config';

/** They drive a browser, which has cores enough of its own to keep busy and must answer in time. */
const BROWSER = ['packages/lab/test/**/*.test.ts', 'packages/cli/test/{lab,storeMap}.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'scripts/**/*.test.ts',
            'papers/*.test.ts',
          ],
          exclude: BROWSER,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      // One file after the other.
      {
        extends: true,
        test: { name: 'browser', include: BROWSER, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
