import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz } from '@gradscope/formats';
import { countText } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, filesIn, gradscope, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const endless = {
  ...smallExperiment,
  training: { ...smallExperiment.training, steps: 10_000_000 },
  record: { every: 1000 },
};

beforeAll(() => writeFileSync(at('endless.json'), JSON.stringify(endless)));
afterAll(folder.remove);

/** Sends a signal as soon as the first loss line is there. */
const onFirstLine = (action: (child: ChildProcess) => void) => (child: ChildProcess) => {
  let [text, isSeen] = ['', false];
  child.stdout!.on('data', chunk => {
    text += chunk;
    // The heading is there before any training.
    if (isSeen || !text.includes('step 0')) return;
    isSeen = true;
    action(child);
  });
};

describe('an interrupted run', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is saved as far as it came: %s', async signal => {
    const { stdout, stderr, code } = await gradscope(['train', 'endless.json', '--out', signal], {
      cwd: folder.path,
      during: onFirstLine(child => setTimeout(() => child.kill(signal), 300)),
    });
    expect(code).toBe(130);
    const record = JSON.parse(readFileSync(at(signal, 'run.json'), 'utf8'));
    expect(record.interrupted).toBe(true);
    for (const { name, steps, interrupted } of record.networks) {
      expect(interrupted).toBe(true);
      // Only of the first it is known that it trains by now: its line was seen.
      expect(steps).toBeGreaterThan(name === 'sigmoid' ? 0 : -1);
      expect(steps).toBeLessThan(10_000_000);
      expect(stderr).toContain(`${name}: interrupted after ${countText(steps)} of 10,000,000 steps\n`);
      const { step } = readNpz(readFileSync(at(signal, `${name}.npz`)));
      expect(step.values.at(-1)).toBe(Math.floor(steps / 1000) * 1000);
    }
    // To draw can take longer than to train did, and was not asked for.
    expect(existsSync(at(signal, 'report.html'))).toBe(false);
    expect(readdirSync(at(signal, 'figures'))).toEqual([]);
    expect(stdout).toContain(join(signal, 'run.json'));
    expect(stderr).toContain(
      `--resume continues from here; gradscope report ${signal} draws the saved part.\n`,
    );
  });

  it('has every network in it, those still waiting for a thread at step 0', async () => {
    const { code } = await gradscope(['train', 'endless.json', '--out', 'waiting', '--threads', '1'], {
      cwd: folder.path,
      during: onFirstLine(child => child.kill('SIGINT')),
    });
    const { networks } = JSON.parse(readFileSync(at('waiting', 'run.json'), 'utf8'));
    expect(code).toBe(130);
    expect(networks[1]).toMatchObject({ name: 'relu', steps: 0, interrupted: true });
  });

  it('is saved though somebody has removed its folder meanwhile', async () => {
    const { code, stderr } = await gradscope(
      ['train', 'endless.json', '--threads', '1', '--out', 'removed'],
      {
        cwd: folder.path,
        during: onFirstLine(child => {
          rmSync(at('removed'), { recursive: true });
          child.kill('SIGINT');
        }),
      },
    );
    expect(stderr).not.toContain('gradscope: ');
    expect(code).toBe(130);
    expect(existsSync(at('removed', 'run.json'))).toBe(true);
  });

  it('has its folder for itself, until it is killed', async () => {
    let second: Promise<Ended> | undefined;
    const { code } = await gradscope(['train', 'endless.json', '--threads', '1', '--out', 'shared'], {
      cwd: folder.path,
      during: onFirstLine(child => {
        second = gradscope(['train', 'endless.json', '--threads', '1', '--out', 'shared'], {
          cwd: folder.path,
        });
        void second.then(() => child.kill('SIGKILL'));
      }),
    });
    expect(code).toBe(null);
    expect(await second).toEqual({
      stdout: '',
      stderr: expect.stringMatching(
        /^gradscope: --out: expected a folder that no other process writes to, got shared of process \d+ on .+\n$/,
      ),
      code: 2,
    });
    const third = await gradscope(
      [
        'train',
        'endless.json',
        '--threads',
        '1',
        '--out',
        'shared',
        '--steps',
        '5',
        '--quiet',
        '--no-figures',
      ],
      {
        cwd: folder.path,
      },
    );
    expect(third.code).toBe(0);
    expect(filesIn(at('shared')).filter(name => name.startsWith('.'))).toEqual([]);
  });

  it('finishes the figure that it draws, and names those that it leaves out', async () => {
    const hidden = { layers: 6, width: 8 };
    const networks = ['a', 'b', 'c', 'd', 'e'].map(name => ({
      ...smallExperiment.networks[0],
      name,
      hidden,
    }));
    writeFileSync(at('drawn.json'), JSON.stringify({ ...smallExperiment, networks }));
    const drawn = () => filesIn(at('drawn', 'figures')).filter(name => name.endsWith('.svg'));
    let before = 0;
    const { stdout, stderr, code } = await gradscope(['train', 'drawn.json', '--out', 'drawn'], {
      cwd: folder.path,
      during: child => {
        const timer = setInterval(() => {
          if (!existsSync(at('drawn', 'run.json')) || drawn().length === 0) return;
          clearInterval(timer);
          before = drawn().length;
          child.kill('SIGINT');
        }, 5);
      },
    });
    expect([code, stderr]).toEqual([130, expect.not.stringContaining('gradscope: ')]);
    const after = drawn();
    // The one at work, and one that was begun before the signal came.
    expect(after.length).toBeLessThanOrEqual(before + 2);
    const named = /^Interrupted: (.*) were not drawn; gradscope report drawn draws what there is\.$/m.exec(
      stderr,
    );
    const left = named![1].split(/, | and /);
    expect(left.length).toBeGreaterThan(3);
    expect(left.at(-1)).toBe('the report');
    for (const name of left.slice(0, -1)) expect(after).not.toContain(`${name}.svg`);
    expect(existsSync(at('drawn', 'report.html'))).toBe(false);
    expect(stdout).toContain(`${after.length} figures`);
    const record = JSON.parse(readFileSync(at('drawn', 'run.json'), 'utf8'));
    expect(record.interrupted).toBe(false);
    expect(filesIn(at('drawn')).filter(name => name.endsWith('.checkpoint'))).toEqual([]);
  });

  it('is given up at once on a second signal, in the middle of a step of seconds', async () => {
    const data = { ...endless.data, pointsPerClass: 300 };
    const networks = [{ ...endless.networks[0], hidden: [1200, 1200] }];
    writeFileSync(at('slow.json'), JSON.stringify({ ...endless, data, networks }));
    const { code } = await gradscope(['train', 'slow.json', '--out', 'twice'], {
      cwd: folder.path,
      during: onFirstLine(child => {
        child.kill('SIGINT');
        // Closer together they are one key press, passed on twice.
        setTimeout(() => child.kill('SIGINT'), 600);
      }),
    });
    expect(code).toBe(130);
    expect(existsSync(at('twice', 'run.json'))).toBe(false);
  });
});
