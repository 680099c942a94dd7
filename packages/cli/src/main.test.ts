import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const pathOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { version } = JSON.parse(readFileSync(pathOf('package.json'), 'utf8'));

// The other tests of this tier import the parts of the program: all of them pass where nothing runs any.
test('the built program starts: it says its version, and ends with 2 after a command that it does not have', () => {
  const start = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [pathOf('bin/gradscope.js'), ...args], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  expect(start('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(start('trian')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('train') });
});
