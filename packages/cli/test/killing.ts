import { mkdtempSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gradscope } from './runProgram.ts';

/** All that training can carry from step to step: moments, batches, dropout, running means, probes. */
export const longExperiment = {
  seed: 3,
  data: { kind: 'spiral', pointsPerClass: 40, classes: 3, noise: 0.2 },
  networks: [
    {
      name: 'deep',
      hidden: { layers: 4, width: 24 },
      activation: 'tanh',
      init: 'glorotUniform',
      dropout: 0.1,
    },
    { name: 'normed', hidden: [16, 16], activation: 'relu', init: 'heNormal', normalization: 'batch' },
  ],
  training: { optimizer: { kind: 'adam', stepSize: 0.01 }, l2: 0.001, steps: 3000, batch: 32 },
  record: { every: 10, probes: ['loss', 'gradient', 'neuron'] },
};

const OPTIONS = ['--quiet', '--no-figures', '--no-report'];

/** Numbers in 0 … 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Trains without a break. */
export const trainWhole = (cwd: string, file: string, out: string) =>
  gradscope(['train', file, '--out', out, ...OPTIONS], { cwd });

/** Trains with a kill -9 at a random moment, `most` times at most, each time going on; then to the end. Returns how often it was killed. */
export async function trainKilled(
  cwd: string,
  file: string,
  { next, most }: { next: () => number; most: number },
): Promise<{ readonly out: string; readonly kills: number; readonly resumedAt: readonly string[] }> {
  const out = mkdtempSync(join(cwd, 'killed-'));
  const args = ['train', file, '--out', out, '--resume', '--checkpoint', '0.02', ...OPTIONS];
  const resumedAt: string[] = [];
  for (let kills = 0; ; kills++) {
    const { code, stderr } = await gradscope(args, {
      cwd,
      during: child => {
        if (kills === most) return;
        const kill = () => child.kill('SIGKILL');
        // A third while it starts and reads, the rest once it has written some checkpoints.
        if (next() < 1 / 3) setTimeout(kill, 700 * next());
        else {
          let checkpoints = 2 + Math.floor(4 * next());
          const watcher = watch(out, (_, file) => {
            if (file?.startsWith('.') || !file?.endsWith('.checkpoint')) return;
            if (--checkpoints > 0) return;
            watcher.close();
            setTimeout(kill, 300 * next());
          });
          child.once('exit', () => watcher.close());
        }
      },
    });
    resumedAt.push(...(/^Resuming: .*$/m.exec(stderr) ?? []));
    if (code === null) continue;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^Resuming: [^\n]+\n$/) });
    return { out, kills, resumedAt };
  }
}

/** Holds two finished runs together, bit by bit; only their times may differ. */
export function expectSameRun(one: string, other: string): void {
  const files = (folder: string) => readdirSync(folder).sort();
  // No checkpoint, no lock and nothing half-written is left.
  expect(files(one)).toEqual(['deep.npz', 'normed.npz', 'run.json']);
  expect(files(other)).toEqual(files(one));
  for (const file of ['deep.npz', 'normed.npz']) {
    expect(Buffer.compare(readFileSync(join(one, file)), readFileSync(join(other, file))), file).toBe(0);
  }
  const results = (folder: string) =>
    JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).networks.map(
      ({ seconds, microsecondsPerStep, ...result }: Record<string, unknown>) => result,
    );
  expect(results(one)).toEqual(results(other));
}
