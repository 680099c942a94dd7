import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checkpoint, parseExperiment, Trainer } from 'gradscope';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Checkpointer } from './checkpointer.ts';
import { checkpointPath, readCheckpoint, writeCheckpoint } from './checkpointFile.ts';
import { removeCheckpoints, resumePoints, runIdentity } from './resumePoints.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscope-checkpoint-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const experimentOf = (seed: number) =>
  parseExperiment({
    seed,
    data: { kind: 'moons', samples: 20, noise: 0.1 },
    networks: ['a', 'b'].map(name => ({ name, hidden: [3], activation: 'tanh', init: 'glorotUniform' })),
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 50 },
  });
const experiment = experimentOf(0);
const identity = runIdentity(experiment, undefined);

function checkpointAt(step: number): Checkpoint {
  const trainer = new Trainer(experiment, 0);
  trainer.advance(step + 1);
  return trainer.checkpoint();
}

describe('a checkpointer', () => {
  /** Looks up every 10 ms of a clock that only it and the checkpoints move; returns when it wrote. */
  function writes(seconds: number, cost: number, until: number): number[] {
    let [clock, at] = [0, [] as number[]];
    const source = {
      checkpoint: () => {
        at.push(clock);
        clock += cost;
        return checkpointAt(3);
      },
    };
    const plan = { path: checkpointPath(folder, 'a'), seconds, resume: false, since: Date.now(), identity };
    const checkpointer = new Checkpointer(plan, { now: () => clock, note: text => expect.unreachable(text) });
    for (; clock < until; clock += 10) checkpointer.look(source, 0);
    return at;
  }

  it('writes as often as asked', () => {
    expect(writes(1, 0, 4500)).toEqual([1000, 2000, 3000, 4000]);
  });

  it('takes a tenth of the time at most', () => {
    expect(writes(1, 400, 12_000)).toEqual([1000, 5400, 9800]);
  });

  it('says once that it cannot write, and lets training go on', () => {
    const notes: string[] = [];
    const path = join(folder, 'gone', 'a.checkpoint');
    const plan = { path, seconds: 0, resume: false, since: 0, identity };
    const checkpointer = new Checkpointer(plan, { note: text => notes.push(text) });
    const source = { checkpoint: () => checkpointAt(3) };
    for (let i = 0; i < 3; i++) checkpointer.look(source, 0);
    expect(notes).toEqual([
      expect.stringMatching(
        /^no checkpoint: .*expected a file that can be written, got no such file.*; training continues$/,
      ),
    ]);
  });

  it('writes the last one of a network that is stopped, and of one that is done only after a while', () => {
    const path = checkpointPath(folder, 'a');
    const source = { checkpoint: () => checkpointAt(3) };
    const finish = (seconds: number, isStopped: boolean) =>
      new Checkpointer(
        { path, seconds, resume: false, since: Date.now() - 1000, identity },
        { note: text => expect.unreachable(text) },
      ).finish(source, 2, isStopped);
    finish(60, false);
    expect(readCheckpoint(path)).toBe(undefined);
    finish(60, true);
    expect(readCheckpoint(path)).toMatchObject({ seconds: 2, checkpoint: { step: 3 } });
    rmSync(path);
    finish(0.5, false);
    expect(statSync(path).size).toBeGreaterThan(0);
  });
});

describe('resumePoints', () => {
  const save = (network: string, step: number, by = identity) =>
    writeCheckpoint(checkpointPath(folder, network), { ...by, checkpoint: checkpointAt(step), seconds: 1 });

  it('gives the step of each network, and none for one without a checkpoint', () => {
    expect(resumePoints(folder, identity)).toEqual({ isFinished: false, steps: [undefined, undefined] });
    save('b', 7);
    expect(resumePoints(folder, identity)).toEqual({ isFinished: false, steps: [undefined, 7] });
  });

  it('has a network train from the start whose checkpoint alone is left of an earlier experiment', () => {
    save('a', 5);
    save('b', 7, runIdentity(experimentOf(1), undefined));
    expect(resumePoints(folder, identity).steps).toEqual([5, undefined]);
  });

  it.each([
    ['seed: 1, but it is now 0', runIdentity(experimentOf(1), undefined)],
    ['gradscope 0.0.1, but this is', { ...identity, gradscope: '0.0.1' }],
    ['another data file', { ...identity, table: 'ab' }],
  ])('refuses what is of %s', (difference, by) => {
    save('a', 5, by);
    expect(() => resumePoints(folder, identity)).toThrow(`a.checkpoint of ${difference}`);
  });

  it('knows a table by its numbers', () => {
    const table = (x: number) => [{ name: 'x', width: 1, values: Float64Array.of(1, x) }];
    expect(runIdentity(experiment, table(2)).table).toBe(runIdentity(experiment, table(2)).table);
    expect(runIdentity(experiment, table(2)).table).not.toBe(runIdentity(experiment, table(3)).table);
  });

  it('removes the checkpoints of its networks alone, half-written ones too', () => {
    for (const name of ['a', 'c', '.b.checkpoint.99.tmp']) save(name, 1);
    for (const name of ['.a.checkpoint.17.tmp', '.c.checkpoint.17.tmp'])
      writeCheckpoint(join(folder, name), { ...identity, checkpoint: checkpointAt(1), seconds: 0 });
    removeCheckpoints(folder, ['a', 'b']);
    const isThere = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
    expect(['a.checkpoint', '.a.checkpoint.17.tmp'].map(isThere)).toEqual([false, false]);
    expect(['c.checkpoint', '.c.checkpoint.17.tmp'].map(isThere)).toEqual([true, true]);
  });
});
