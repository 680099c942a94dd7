import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gradscope, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Has Node.js look for pg-boss where there is no package, as after `npm install --omit=optional`. */
const MISSING = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name, name === 'pg-boss' ? { ...context, parentURL: 'file:///nowhere/x.js' } : context) });`;
const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(MISSING)}"` };

writeFileSync(
  join(folder.path, 'sweep.json'),
  JSON.stringify({
    ...smallExperiment,
    networks: smallExperiment.networks.slice(0, 1),
    sweep: { axes: [{ path: 'seed', list: [1] }] },
  }),
);

describe('without pg-boss', () => {
  it.each([
    'sweep sweep.json',
    'sweep status --store .',
    'worker --store postgres://nobody@localhost:1/none',
    'lab --no-open --store .',
  ])('%s says in one line what to install', async command => {
    expect(await gradscope(command.split(' '), { cwd: folder.path, env })).toEqual({
      stdout: '',
      stderr:
        'gradscope: sweep: expected pg-boss, the queue of its runs, got none: npm install pg-boss@12 beside gradscope adds it; the other commands run without it\n',
      code: 2,
    });
  });
});

it('the version it names is the one that sweeps are tested with', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../sweep/package.json', import.meta.url), 'utf8'));
  expect(manifest.optionalDependencies['pg-boss']).toMatch(/^\^12\./);
});
