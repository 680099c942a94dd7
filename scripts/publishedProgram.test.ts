import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallExperiment } from '../packages/cli/test/runProgram.ts';

const checkout = join(import.meta.dirname, '..');
const cli = join(checkout, 'packages/cli');
/** Its own path holds no node_modules but those that the test puts there. */
const folder = mkdtempSync(join(tmpdir(), 'gradscope-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
const installed = join(folder, 'node_modules/@gradscope/cli');
const manifest = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));

/** Installs the program as npm would for its users: the files that it publishes, and the packages that it declares. */
beforeAll(() => {
  // Of the present build, whatever ran before.
  execFileSync(process.execPath, [join(cli, 'scripts/bundle.mjs')]);
  cpSync(join(cli, 'package.json'), join(installed, 'package.json'), { recursive: true });
  for (const file of manifest.files.map((file: string) => file.replace(/\/\*.*/, ''))) {
    cpSync(join(cli, file), join(installed, file), { recursive: true });
  }
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    const at = join(folder, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', name), at);
  }
  const sweep = { axes: [{ path: 'seed', list: [1] }] };
  const [network] = smallExperiment.networks;
  writeFileSync(join(folder, 'two.json'), JSON.stringify(smallExperiment));
  writeFileSync(
    join(folder, 'sweep.json'),
    JSON.stringify({ ...smallExperiment, networks: [network], sweep }),
  );
});

const run = (...args: string[]) =>
  execFileSync(process.execPath, [join(installed, 'bin/gradscope.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The files of the bundle that are read before any command runs. */
function filesAtStart(name = 'main.js', found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  const text = readFileSync(join(installed, 'bundle', name), 'utf8');
  found.add(name);
  for (const [, other] of text.matchAll(/^import[^;]*?"\.\/([^"]+)";$/gm)) filesAtStart(other, found);
  return found;
}

describe('the program as npm publishes it', () => {
  it('reads at most 250 kB before a command runs, so that --help comes at once', () => {
    const sizes = [...filesAtStart()].map(name => statSync(join(installed, 'bundle', name)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(250_000);
    expect(sizes.length).toBeGreaterThan(5);
  });

  it('trains in threads, and draws', () => {
    run('train', 'two.json', '--out', 'out', '--no-report');
    expect(readFileSync(join(folder, 'out/figures/gradients.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('diagnoses in threads', () => {
    expect(run('diagnose', 'two.json', '--steps', '50', '--no-remedies')).toContain('sigmoid');
  });

  it('has the tables of a store, and its database', () => {
    expect(run('sweep', 'sweep.json', '--quiet')).toContain('1 run');
  });

  it('has the files that log', () => {
    expect(run('logger', 'keras')).toContain('class GradscopeLogger');
  });

  it('has the licence of every package that it contains', () => {
    const text = readFileSync(join(installed, 'bundle/licences.txt'), 'utf8');
    const named = [...text.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(.+\)$/gm)].map(([, name]) => name);
    const contained = Object.keys(manifest.devDependencies).filter(
      name => !/^(@gradscope\/|gradscope$)/.test(name),
    );
    expect(named).toEqual(expect.arrayContaining([...contained, 'zod', 'yaml', 'drizzle-orm', 'd3-array']));
    expect(existsSync(join(installed, 'dist'))).toBe(false);
  });
});
