import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** The commands of README.md, in order, without `npx gradscope` and what is said of them. */
const commands = [
  ...readFileSync(join(checkout, 'README.md'), 'utf8').matchAll(/^npx gradscope ([^#\n]+?) *(?:#.*)?$/gm),
].map(([, args]) => args);
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
