import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longExperiment, trainWhole } from './killing.ts';
import { filesIn, gradscope, gradscopeHere, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const train = (...args: string[]) => gradscopeHere(['train', ...args], { cwd: folder.path });

beforeAll(async () => {
  const training = { ...longExperiment.training, steps: 300 };
  writeFileSync(at('long.json'), JSON.stringify({ ...longExperiment, training }));
  expect((await trainWhole(folder.path, 'long.json', at('whole'))).code).toBe(0);
}, 300_000);
afterAll(folder.remove);

describe('train --resume', () => {
  /** A run that was interrupted in the folder `name`, with its checkpoints. */
  async function interrupted(name: string): Promise<string> {
    if (!existsSync(at('interrupted'))) {
      const { code } = await gradscope(
        ['train', 'long.json', '--out', 'interrupted', '--checkpoint', '0.05', '--steps', '1000000'],
        {
          cwd: folder.path,
          during: child => child.stdout!.once('data', () => setTimeout(() => child.kill('SIGINT'), 300)),
        },
      );
      expect(code).toBe(130);
    }
    cpSync(at('interrupted'), at(name), { recursive: true });
    return name;
  }

  it('goes on after Ctrl-C, which writes a checkpoint of every network and draws nothing', async () => {
    const out = await interrupted('goesOn');
    expect(filesIn(at(out))).toEqual(
      ['deep.checkpoint', 'deep.npz', 'figures', 'normed.checkpoint', 'normed.npz', 'run.json'].sort(),
    );
    expect(JSON.parse(readFileSync(at(out, 'run.json'), 'utf8')).interrupted).toBe(true);
  });

  it('of a finished run does nothing', async () => {
    const before = statSync(at('whole', 'run.json')).mtimeMs;
    expect(await train('long.json', '--out', 'whole', '--resume')).toEqual({
      stdout: '',
      stderr: 'whole: already finished; without --resume it trains again\n',
      code: 0,
    });
    expect(statSync(at('whole', 'run.json')).mtimeMs).toBe(before);
  });

  it('of another experiment says in one line what is different, and touches nothing', async () => {
    const out = await interrupted('changed');
    const bytes = readFileSync(at(out, 'deep.checkpoint'));
    expect(await train('long.json', '--out', out, '--steps', '500', '--resume')).toEqual({
      stdout: '',
      stderr:
        'gradscope: --resume: expected a checkpoint of this run, got changed/deep.checkpoint of training.steps: 1000000, but it is now 500\n',
      code: 2,
    });
    expect(readFileSync(at(out, 'deep.checkpoint')).equals(bytes)).toBe(true);
    expect(await train('long.json', '--out', 'whole', '--steps', '500', '--resume')).toEqual({
      stdout: '',
      stderr:
        'gradscope: --resume: expected an unfinished run of this experiment, got whole with training.steps: 300, but it is now 500\n',
      code: 2,
    });
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    [
      'of which a bit has turned',
      (bytes: Buffer) => bytes.fill(bytes.at(-200)! ^ 1, bytes.length - 200, bytes.length - 199),
    ],
    ['that is empty', () => Buffer.of()],
  ])('of a checkpoint %s says so in one line', async (_, damage) => {
    const out = await interrupted(`damaged-${_.length}`);
    const path = at(out, 'normed.checkpoint');
    writeFileSync(path, damage(readFileSync(path)));
    expect(await train('long.json', '--out', out, '--steps', '1000000', '--resume')).toEqual({
      stdout: '',
      stderr: expect.stringMatching(
        /^gradscope: --resume: expected a whole checkpoint, got damaged-\d+\/normed\.checkpoint, byte \d+: [^\n]+; without damaged-\d+\/normed\.checkpoint its network trains from the start\n$/,
      ),
      code: 2,
    });
  });
});
