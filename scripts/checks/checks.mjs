import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
/** The file of vitest's counts. */
export const report = join(root, 'node_modules/.cache/gradscope/vitest.json');

const sources = readdirSync(join(root, 'packages')).map(name => `packages/${name}/src`);

/** A check: its heading, then a program of node_modules/.bin with its arguments. */
export const types = ['Types', 'tsc', '--build'];
/** The commands that tests start run from the bundle. */
export const bundle = ['Bundle', 'node', 'packages/cli/scripts/bundle.mjs'];

/** The checks that read the code but do not run it. They do not depend on one another. */
export const readingChecks = [
  ['Lint and format', 'biome', 'check'],
  ['Import rules', 'depcruise', '--config', '.dependency-cruiser.mjs', ...sources],
  ['Types of the tests and benchmarks', 'tsc', '-p', 'tsconfig.tests.json'],
];

/** Runs tests, with further arguments for vitest. */
export const tests = (heading, ...args) => [
  heading,
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...args,
];
