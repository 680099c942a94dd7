import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { CliError } from '../cliError.ts';
import { writePieces, writeWhole } from './writeWhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradscope-whole-'));
const path = join(folder, 'table.csv');
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(...texts: string[]) {
  yield* texts;
}

/** Whatever is written first goes to a device that is always full. */
function fillDisk(): void {
  symlinkSync('/dev/full', join(folder, `.table.csv.${process.pid}.tmp`));
}

const write = {
  'at once': async () => writeWhole(path, 'ab'),
  'in pieces': () => writePieces(path, pieces('a', 'b')),
};

describe.each(Object.entries(write))('a file written %s', (_, write) => {
  it('takes the place of an earlier one', async () => {
    writeFileSync(path, 'earlier');
    await write();
    expect(readFileSync(path, 'utf8')).toBe('ab');
    expect(readdirSync(folder)).toEqual(['table.csv']);
  });

  it.skipIf(!existsSync('/dev/full'))('is as it was where the disk is full', async () => {
    writeFileSync(path, 'earlier');
    fillDisk();
    await expect(write()).rejects.toThrow(CliError);
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect(readdirSync(folder)).toEqual(['table.csv']);
  });
});

it('pieces are at their place only when the last is there, and not at all where one fails', async () => {
  const failing = async function* () {
    yield 'a';
    expect(existsSync(path)).toBe(false);
    throw new Error('the store is gone');
  };
  await expect(writePieces(path, failing())).rejects.toThrow('the store is gone');
  expect(readdirSync(folder)).toEqual([]);
});

it('reports a missing folder before making the first piece', async () => {
  let made = false;
  const counted = async function* () {
    made = true;
    yield 'a';
  };
  await expect(writePieces(join(folder, 'no', 'table.csv'), counted())).rejects.toThrow(/ENOENT/);
  expect(made).toBe(false);
});
