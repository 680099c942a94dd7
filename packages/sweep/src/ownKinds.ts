import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { registerFormat } from '@gradscope/formats/files';
import { hash } from './runId.ts';

/** What a module of own kinds gets: all names of `gradscope`, and `registerFormat`. */
export type Library = typeof import('gradscope') & { readonly registerFormat: typeof registerFormat };

/** The default export of a module of own kinds. */
export type AddKinds = (library: Library) => void | Promise<void>;

/** The environment's name for the modules, since threads inherit it. */
const VARIABLE = 'GRADSCOPE_IMPORT';

/** The paths of the modules whose kinds this program has. */
export const ownModules = (): readonly string[] => JSON.parse(process.env[VARIABLE] ?? '[]');

/** Names modules for this thread and all that start after it. */
export function setOwnModules(paths: readonly string[]): void {
  if (paths.length > 0) process.env[VARIABLE] = JSON.stringify(paths);
  else delete process.env[VARIABLE];
}

/** Identifies the contents of the modules; undefined if there are none. */
export function hashOfModules(): string | undefined {
  const paths = ownModules();
  return paths.length > 0 ? hash(paths.map(path => hash(readFileSync(path))).join()) : undefined;
}

/** Adds the kinds of the named modules to this thread. Every thread that reads or trains experiments does so. */
export async function addOwnKinds(): Promise<void> {
  for (const path of ownModules()) await addKindsOf(path);
}

/**
 * @returns how many kinds the module added
 * @throws TypeError if its default export is no function; whatever the module throws
 */
export async function addKindsOf(path: string): Promise<number> {
  const { default: add } = await import(pathToFileURL(path).href);
  if (typeof add !== 'function') {
    throw new TypeError(
      `expected a default export that takes the library and adds kinds to it, such as export default ({ registerActivation }) => …, got ${add === undefined ? 'none' : typeof add}`,
    );
  }
  const [library, { registerFormat }] = await Promise.all([
    import('gradscope'),
    import('@gradscope/formats/files'),
  ]);
  const before = library.kindsAdded();
  await (add as AddKinds)({ ...library, registerFormat });
  return library.kindsAdded() - before;
}
