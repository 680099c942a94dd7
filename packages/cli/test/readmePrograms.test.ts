import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './runProgram.ts';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const folder = temporaryFolder();
beforeAll(() => {
  for (const name of ['node_modules', 'packages']) symlinkSync(join(checkout, name), join(folder.path, name));
});
afterAll(folder.remove);

const run = promisify(execFile);

describe('the program in', () => {
  it.each([
    ['README.md', /^Float64Array\(9\) \[\n {2}1\.287\d+e-8,[^\]]*0\.0249/],
    ['packages/core/README.md', /6\.04\d+e-7,[^\]]*0\.0511[\s\S]*Vanishing gradient in layers 1 to 8/],
    ['packages/formats/README.md', /Float64Array\(4\) \[ 1, 2, 3, 4 \][\s\S]*'fc1', 'fc2'/],
    ['packages/figures/README.md', /^Gradient magnitudes/],
    ['packages/sweep/README.md', /^(?:\{ depth: [28], seed: [012] \} 0\.\d+\n){6}$/],
  ])(
    '%s runs, and prints what it says',
    async (path, expected) => {
      const [, program] = /^```ts\n(.*?)^```/ms.exec(readFileSync(join(checkout, path), 'utf8'))!;
      const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], {
        cwd: folder.path,
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(expected);
    },
    180_000,
  );
});
