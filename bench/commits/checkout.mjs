// Loads the built library of another checkout: `git worktree add ../before COMMIT`, then `npm ci` there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

/** The library `gradscope` as the checkout at this path has built it. */
export const libraryOf = path =>
  import(pathToFileURL(join(resolve(path), 'packages/core/dist/index.js')).href);

/** The experiments of the checkout's examples by name, cut to a number of steps. */
export function examplesOf(path, mostSteps) {
  const folder = join(path, 'examples');
  const files = readdirSync(folder).filter(name => /\.ya?ml$/.test(name));
  return files.flatMap(name => {
    const document = parse(readFileSync(join(folder, name), 'utf8'));
    if (!document.networks) return [];
    const { steps } = document.training;
    return [[name, { ...document, training: { ...document.training, steps: Math.min(steps, mostSteps) } }]];
  });
}
