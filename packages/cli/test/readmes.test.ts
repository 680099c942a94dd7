import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOAKING } from '../../../scripts/soak/soaking.ts';
import { gradscope, temporaryFolder } from './runProgram.ts';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const folder = temporaryFolder();
beforeAll(() => {
  for (const name of ['node_modules', 'examples', 'packages'])
    symlinkSync(join(checkout, name), join(folder.path, name));
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
      const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program!], {
        cwd: folder.path,
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(expected);
    },
    180_000,
  );
});

/** The commands of README.md, in order, without `npx gradscope` and what is said of them. */
const commands = [
  ...readFileSync(join(checkout, 'README.md'), 'utf8').matchAll(/^npx gradscope ([^#\n]+?) *(?:#.*)?$/gm),
].map(([, args]) => args!);
/** These end within seconds; `npm run soak` runs the others too, each after those whose files it needs. */
const QUICK = /^(?:report|theory|train --help)/;

describe('a command of README.md, in a checkout, ends with exit code 0', () => {
  it('which are those of a first hour', () => {
    expect(commands.length).toBeGreaterThanOrEqual(10);
    expect(commands.filter(command => QUICK.test(command)).length).toBeGreaterThanOrEqual(3);
  });

  it.each(commands.filter(command => SOAKING || QUICK.test(command)))(
    '%s',
    async command => {
      const { code, stderr } = await gradscope(command.split(' '), { cwd: folder.path });
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('gradscope:') });
    },
    1_200_000,
  );
});
