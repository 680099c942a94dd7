import { readFileSync, statSync } from 'node:fs';

// The bundle (scripts/bundle.mjs) starts in a fraction of the time that the modules in dist/ take. It says from which build
// it was made: a later build than that runs from dist/, and so do tests and commands until the next `npm run build`.

const packageFolder = new URL('../', import.meta.url);

/** The file of the bundle that lists what it was made from: for each path, from this package's folder, its version. */
export const LIST = 'builtFrom.json';

/** The version of a file, by its size and time: undefined if there is none. */
export function versionOf(path) {
  const stat = statSync(new URL(path, packageFolder), { throwIfNoEntry: false });
  return stat && `${stat.size} bytes, ${stat.mtimeMs}`;
}

/** Whether the bundle is complete and made from the present build. npm publishes the bundle alone, without the builds. */
export function isBundleCurrent() {
  let list;
  try {
    list = JSON.parse(readFileSync(new URL(`bundle/${LIST}`, packageFolder), 'utf8'));
  } catch {
    return false;
  }
  return Object.entries(list).every(([path, version]) => (versionOf(path) ?? version) === version);
}

/** The URL of a module of the program, such as `main.js`. */
export const programModule = name =>
  new URL(`${isBundleCurrent() ? 'bundle' : 'dist'}/${name}`, packageFolder).href;
