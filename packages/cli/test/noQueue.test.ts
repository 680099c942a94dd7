import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runProcess, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Runs the command lines with pg-boss missing, as after `npm install --omit=optional`. */
const WITHOUT = `
  import { registerHooks } from 'node:module';
  const elsewhere = { parentURL: 'file:///nowhere/x.js' };
  registerHooks({ resolve: (name, context, next) => next(name, name === 'pg-boss' ? { ...context, ...elsewhere } : context) });
  const { gradscopeHere } = await import(process.argv[1]);
  const ended = await Promise.all(process.argv.slice(2).map(line => gradscopeHere(line.split(' '))));
  process.stdout.write(JSON.stringify(ended));`;

writeFileSync(
  join(folder.path, 'sweep.json'),
  JSON.stringify({
    ...smallExperiment,
    networks: smallExperiment.networks.slice(0, 1),
    sweep: { axes: [{ path: 'seed', list: [1] }] },
  }),
);

it('without pg-boss every command with a store says in one line what to install', async () => {
  const commands = [
    'sweep sweep.json',
    'sweep status --store .',
    'worker --store postgres://nobody@localhost:1/none',
    'lab --no-open --store .',
  ];
  const runProgram = new URL('./runProgram.ts', import.meta.url).href;
  const { stdout, stderr } = await runProcess(
    process.execPath,
    ['--input-type=module', '-e', WITHOUT, '--', runProgram, ...commands],
    { cwd: folder.path },
  );
  expect([JSON.parse(stdout), stderr]).toEqual([
    commands.map(() => ({
      stdout: '',
      stderr:
        'gradscope: sweep: expected pg-boss, the queue of its runs, got none: npm install pg-boss@12 beside gradscope adds it; the other commands run without it\n',
      code: 2,
    })),
    '',
  ]);
});

it('the version it names is the one that sweeps are tested with', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../sweep/package.json', import.meta.url), 'utf8'));
  expect(manifest.optionalDependencies['pg-boss']).toMatch(/^\^12\./);
});
