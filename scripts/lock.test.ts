import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The entry of one package in package-lock.json. */
interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'));
const entries: Readonly<Record<string, Entry>> = read('package-lock.json').packages;
const installed = Object.entries(entries).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
);

/** True if Node finds `name` from the package at `path`: in its node_modules or in one further up. */
function isFound(path: string, name: string): boolean {
  const parts = path === '' ? [] : path.split('/');
  const above = Array.from({ length: parts.length + 1 }, (_, n) => parts.slice(0, n));
  return above.some(folder => [...folder, 'node_modules', name].join('/') in entries);
}

// A lock that npm writes beside a node_modules lacks both kinds and installs on this system alone. `npm
// install --package-lock-only` in a copy without node_modules writes a complete one.
describe('package-lock.json', () => {
  it('has the integrity of every package', () => {
    const missing = installed.filter(([, { integrity }]) => !/^sha512-.{86}==$/.test(integrity ?? ''));
    expect(missing.map(([path]) => path)).toEqual([]);
    expect(installed.length).toBeGreaterThan(200);
  });

  it('has an entry for every dependency of every package, those for other systems included', () => {
    const missing = Object.entries(entries).flatMap(([path, { link, dependencies, optionalDependencies }]) =>
      link
        ? []
        : Object.keys({ ...dependencies, ...optionalDependencies })
            .filter(name => !isFound(path, name))
            .map(name => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  // npm leaves out an optional package whose `engines` refuse the Node that installs, and a checkout may be installed by Node 20.
  it('needs, for the build, every optional dependency of a package of ours', () => {
    const leftOut = Object.entries(entries)
      .filter(([path]) => path.startsWith('packages/'))
      .flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies))
      .filter(name => entries[`node_modules/${name}`]?.optional);
    expect(leftOut).toEqual([]);
  });

  it('names no host to download from, so that each reader’s registry is asked', () => {
    const hosts = installed.flatMap(([, { resolved }]) => resolved ?? []);
    expect(hosts.filter(url => !url.startsWith('https://registry.npmjs.org/'))).toEqual([]);
  });
});
