import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULT_COLUMNS } from 'gradscope';
import { afterAll, expect, it } from 'vitest';
import { filesIn, runProcess, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const nothing = Object.fromEntries(RESULT_COLUMNS.map(name => [name, null]));

/** Writes the results of a sweep of two million runs, from a store that answers without a turn of the event loop, as a folder's does. */
const MANY = `
  import { writeResults } from ${JSON.stringify(new URL('../dist/sweep/writeResults.js', import.meta.url))};
  const document = {
    data: { kind: 'xor', samples: 8 }, networks: [{ name: 'net', hidden: [4], activation: 'relu', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 }, sweep: { axes: [{ path: 'seed', list: [0, 1] }] },
  };
  let index = 0;
  const row = () => ({ ...${JSON.stringify(nothing)}, index: index++, loss: Math.random(), axes: { seed: 0 }, document });
  const orm = { execute: async () => ({ rows: Array.from({ length: index < 2_000_000 ? 5000 : 0 }, row) }) };
  await writeResults({ orm }, { sweepId: 'many', total: 2 }, { out: process.argv[1] }, () => {}).catch(error => {
    process.stdout.write(error.message);
    process.exitCode = error.exitCode;
  });`;

/** Stops a process that writes to a file, once some of it is written. */
async function stop(signal: NodeJS.Signals, file: string) {
  const cwd = join(folder.path, signal);
  mkdirSync(cwd);
  writeFileSync(join(cwd, file), 'earlier');
  const isWriting = () =>
    filesIn(cwd).some(
      name => name !== file && (statSync(join(cwd, name), { throwIfNoEntry: false })?.size ?? 0) > 0,
    );
  const { stdout, code } = await runProcess(
    process.execPath,
    ['--input-type=module', '-e', MANY, '--', file],
    {
      cwd,
      during: child => {
        const timer = setInterval(() => {
          if (!isWriting()) return;
          clearInterval(timer);
          child.kill(signal);
        }, 20);
        child.once('close', () => clearInterval(timer));
      },
    },
  );
  expect(readFileSync(join(cwd, file), 'utf8')).toBe('earlier');
  return { stdout, code, files: filesIn(cwd) };
}

it('results that are stopped leave the file as it was, and nothing beside it', async () => {
  const { stdout, code, files } = await stop('SIGTERM', 'grid.parquet');
  expect(stdout).toBe('grid.parquet: interrupted, and not written');
  expect([code, files]).toEqual([130, ['grid.parquet']]);
});

it('results killed while writing leave the old file unchanged, and the new part under another name', async () => {
  const { code, files } = await stop('SIGKILL', 'grid.csv');
  expect(code).toBe(null);
  expect(files).toEqual([expect.stringMatching(/^\.grid\.csv\.\d+\.tmp$/), 'grid.csv']);
});
