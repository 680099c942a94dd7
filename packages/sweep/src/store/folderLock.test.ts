import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as locks from './folderLock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradscope-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const taken = (owner: string) => new Error(`taken by ${owner}`);
const lockFolder = (path: string) => locks.lockFolder(path, { file: 'lock.json', taken });
const lock = () => join(folder, 'lock.json');
const leave = (owner: object) => writeFileSync(lock(), JSON.stringify(owner));
const endedPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of a folder', () => {
  it('names its owner while it is held, and leaves nothing behind', () => {
    const unlock = lockFolder(folder);
    const { pid, host, since } = JSON.parse(readFileSync(lock(), 'utf8'));
    expect([pid, host]).toEqual([process.pid, hostname()]);
    expect(Date.parse(since)).toBeCloseTo(Date.now(), -5);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused to a second, with who has it', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`^taken by process ${process.pid} on .*, since [^;]*$`),
    );
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that has ended is taken over', () => {
    leave({ pid: endedPid(), host: hostname(), since: '2026-01-01T00:00:00Z', started: null });
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('of a process whose number another has now is taken over', () => {
    leave({ pid: process.pid, host: hostname(), since: '2026-01-01T00:00:00Z', started: 'another boot/1' });
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of another machine is kept, since its process may be alive, and the file to remove is named', () => {
    leave({ pid: endedPid(), host: 'elsewhere', since: '2026-01-01T00:00:00Z', started: null });
    expect(() => lockFolder(folder)).toThrow(
      `on elsewhere, since 2026-01-01T00:00:00Z; if that process has ended, remove ${lock()}`,
    );
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });

  it.each(['', '{', 'null', '{"pid":"x"}'])('that reads %j is kept', text => {
    writeFileSync(lock(), text);
    expect(() => lockFolder(folder)).toThrow('a lock that cannot be read; if that process has ended, remove');
  });

  it('of another is not removed when its holder goes', () => {
    const unlock = lockFolder(folder);
    leave({ pid: 1, host: 'elsewhere', since: '2026-01-01T00:00:00Z', started: null });
    unlock();
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });

  describe('patiently', () => {
    const options = { file: 'lock.json', taken };
    const patiently = () => locks.lockFolderPatiently(folder, options);
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('is taken after one that only looks, and refused where it goes on looking', async () => {
      const lookedAt = locks.lockFolder(folder, { ...options, brief: true });
      const refused = expect(patiently()).rejects.toThrow('taken by process');
      await vi.advanceTimersByTimeAsync(11_000);
      await refused;
      const waiting = patiently();
      lookedAt();
      await vi.advanceTimersByTimeAsync(1000);
      (await waiting)();
      expect(readdirSync(folder)).toEqual([]);
    });

    it('is refused at once after others', async () => {
      const unlock = lockFolder(folder);
      // No timer goes on: who waited would wait for ever.
      await expect(patiently()).rejects.toThrow('taken by process');
      unlock();
    });
  });
});
