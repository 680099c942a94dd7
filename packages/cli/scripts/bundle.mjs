// Bundles the program with all that it imports into bundle/: commands then read a few files instead of 670 modules. Does
// nothing if the bundle is of the present build. What cannot be bundled, since it finds files beside itself, is imported.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { isBundleCurrent, LIST, versionOf } from '../bin/builtFrom.js';
import { licences } from './licences.mjs';

const cli = join(import.meta.dirname, '..');
const target = join(cli, 'bundle');

/** The modules that are started: by the command, by tests, and as threads, each from a file of its name beside the others. */
const ENTRIES = [
  'dist/main.js',
  'dist/runCommandLine.js',
  'dist/training/worker.js',
  'dist/commands/diagnoseWorker.js',
  '../sweep/dist/thread/sweepThread.js',
  '../sweep/dist/store/pgliteThread.js',
];

/** They read files of their own, or may not be installed. */
const IMPORTED = [/^@electric-sql\/pglite/, /^@resvg\//, 'open', 'pg-boss', 'pg-native', 'piscina', 'canvas'];

/** The part of the library that the options of commands need. Commands load the rest when they run. */
const AT_START = /\/core\/dist\/(text|kinds|experiment\/(nearestName|otherWords))\b/;

/** The bundle is made from these: tsc writes the first kind at every build, npm the second at every install. */
const BUILT_FROM = [
  ...['core', 'formats', 'figures', 'sweep', 'cli'].map(name => `../${name}/dist/.tsbuildinfo`),
  '../../node_modules/.package-lock.json',
  ...['bundle', 'licences'].map(name => `scripts/${name}.mjs`),
];

if (!isBundleCurrent()) await build();

async function build() {
  // Before anything is read, so that a build meanwhile is noticed.
  const list = Object.fromEntries(BUILT_FROM.map(path => [path, versionOf(path)]));
  const bundle = await rolldown({
    cwd: cli,
    input: ENTRIES,
    platform: 'node',
    external: IMPORTED,
    resolve: { conditionNames: ['gradscope-bundle', 'node'] },
    // Our own packages do nothing when they are imported (CONVENTIONS.md, 10).
    treeshake: {
      moduleSideEffects: [
        { test: /\/packages\/(core|formats|figures|sweep|cli)\/dist\//, sideEffects: false },
      ],
    },
    plugins: [licences()],
  });
  const unfinished = join(cli, `../../node_modules/.cache/gradscope/bundle-${process.pid}`);
  await bundle.write({
    dir: unfinished,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: { groups: [{ name: 'start', test: AT_START }] },
  });
  await bundle.close();
  writeFileSync(join(unfinished, LIST), `${JSON.stringify(list, null, 2)}\n`);
  // A command that starts now finds a whole bundle, or none and runs from dist/.
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
}
