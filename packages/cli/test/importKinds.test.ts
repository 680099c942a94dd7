import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz } from '@gradscope/formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gradscope, temporaryFolder } from './runProgram.ts';

// In processes of their own: what a module adds would stay in this one.

const { path: folder, remove } = temporaryFolder();
afterAll(remove);
const at = (...names: string[]) => join(folder, ...names);
const run = (line: string) => gradscope(line.split(' '), { cwd: folder });

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, module] = /```js\n(export default [\s\S]*?)```/.exec(readme)!;

const experiment = {
  data: { kind: 'spiral', pointsPerClass: 20, classes: 3 },
  networks: [{ name: 'own', hidden: [6], activation: 'square', init: { kind: 'normal', std: 0.1 } }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, steps: 20 },
  record: { every: 5, probes: ['weightNorm'] },
};

beforeAll(() => {
  mkdirSync(at('kinds'));
  writeFileSync(at('kinds', 'mine.mjs'), module);
  writeFileSync(at('own.json'), JSON.stringify(experiment));
  const sweep = { axes: [{ path: 'seed', list: [0, 1] }] };
  writeFileSync(at('sweep.json'), JSON.stringify({ ...experiment, record: undefined, sweep }));
});

it('the module of the README adds kinds to the threads that train, and run.json names it', async () => {
  const line = 'train own.json --import kinds/mine.mjs --out run --no-figures --no-report --quiet';
  expect(await run(line)).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(at('run', 'run.json'), 'utf8')).import).toEqual(['kinds/mine.mjs']);
  const { weight_norm } = readNpz(readFileSync(at('run', 'own.npz')), 'own.npz');
  expect(weight_norm.shape).toEqual([4, 2]);
  expect((await run('export run --to csv --import=kinds/mine.mjs')).code).toBe(0);
  const without = await run('export run --to csv');
  expect(without.code).toBe(2);
  expect(without.stderr).toMatch(/got "square".*; it was trained with --import kinds\/mine\.mjs\n$/);
});

it('diagnose and sweep train with them, and a changed module is another run', async () => {
  const diagnosis = await run('diagnose own.json --import kinds/mine.mjs --no-remedies --steps 20 --json');
  expect(JSON.parse(diagnosis.stdout).networks[0].steps).toBe(20);
  const swept = async () => {
    const { stdout } = await run('sweep sweep.json --import kinds/mine.mjs --quiet --json --store store');
    const { sweep } = JSON.parse(stdout);
    expect(sweep.runs).toMatchObject({ trained: 2, failed: 0 });
    return sweep.sweepId as string;
  };
  const first = await swept();
  const results = `sweep results ${first} --store store --json`;
  const { runs } = JSON.parse((await run(`${results} --import kinds/mine.mjs`)).stdout);
  expect(runs).toHaveLength(2);
  expect((await run(results)).stderr).toMatch(
    /got "square".*need the --import that the sweep was submitted with\n$/,
  );
  writeFileSync(at('kinds', 'mine.mjs'), `${module}\n// changed\n`);
  expect(await swept()).not.toBe(first);
});

it.each([
  ['missing.mjs', undefined, 'expected a module, got no such file'],
  ['throws.mjs', 'throw new Error("no luck")', 'no luck'],
  ['late.mjs', 'export default async () => { throw "late" }', 'it threw late'],
  ['other.mjs', 'export default 3', /expected a default export that takes the library .*, got number/],
  ['none.mjs', 'export const kinds = []', /expected a default export .*, got none/],
  ['idle.mjs', 'export default () => {}', /expected a module that adds kinds .*, got one that adds none/],
  [
    'taken.mjs',
    'export default g => g.registerActivation("tanh", { name: "tanh" })',
    'activation: expected a name that is not taken, got "tanh"',
  ],
])('%s is refused in one line', async (name, text, complaint) => {
  if (text !== undefined) writeFileSync(at(name), text);
  const { code, stderr } = await run(`train own.json --import ${name}`);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^gradscope: --import: [a-z]+\.mjs: [^\n]+\n$/);
  expect(stderr).toMatch(complaint);
});

it('a sweep without the module says which kind it lacks', async () => {
  const { code, stderr } = await run('sweep sweep.json --store other --quiet');
  expect(code).toBe(2);
  expect(stderr).toContain('got "square"');
});
