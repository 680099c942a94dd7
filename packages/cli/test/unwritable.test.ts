import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readNpz } from '@gradscope/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, type Ended, filesIn, runProcess, smallExperiment, temporaryFolder } from './runProgram.ts';

// Where the system refuses to read or write: one line, exit code 2, and every file that is there is whole.

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);

beforeAll(() => writeFileSync(at('small.json'), JSON.stringify(smallExperiment)));
afterAll(folder.remove);

/** Runs a line of bash, in which `gradscope` is the built program, and `asUser` takes root's right to any file away. */
function bash(line: string): Promise<Ended> {
  const functions = `
    gradscope() { "$NODE" "$BIN" "$@"; }
    asUser() { if [ $UID = 0 ]; then setpriv --bounding-set=-dac_override,-dac_read_search "$@"; else "$@"; fi; }`;
  // V8's cache of compiled code would be the file that grows too large.
  const env = { NODE: process.execPath, BIN, NODE_DISABLE_COMPILE_CACHE: '1' };
  return runProcess('bash', ['-c', `${functions}\n${line}`], { cwd: folder.path, env });
}

const refusal = (says: string): Ended => ({ stdout: '', stderr: `gradscope: ${says}\n`, code: 2 });

/** Throws unless the file ends as one of its kind does. */
function expectWhole(path: string): void {
  const bytes = readFileSync(path);
  if (path.endsWith('.npz')) expect(readNpz(bytes)).toHaveProperty('step');
  else if (path.endsWith('.json')) expect(JSON.parse(bytes.toString())).toHaveProperty('networks');
  else if (path.endsWith('.svg')) expect(bytes.toString()).toMatch(/<\/svg>\n$/);
  else if (path.endsWith('.png')) expect(bytes.toString('latin1')).toMatch(/IEND\xaeB`\x82$/);
  else expect.unreachable(`${path}: expected an output file that comes before the report`);
}

describe.concurrent('without permission', () => {
  it.each(['denied', 'denied/x'])('to write to --out %s', async out => {
    mkdirSync(at('denied'), { recursive: true, mode: 0o555 });
    expect(await bash(`asUser "$NODE" "$BIN" train small.json --out ${out}`)).toEqual(
      refusal(`--out: expected a folder that can be written, got ${out}: permission denied (EACCES)`),
    );
    expect(filesIn(at('denied'))).toEqual([]);
  });

  it('to read the experiment', async () => {
    writeFileSync(at('secret.json'), '');
    chmodSync(at('secret.json'), 0);
    expect(await bash('asUser "$NODE" "$BIN" train secret.json')).toEqual(
      refusal('secret.json: expected an experiment file, got permission denied (EACCES)'),
    );
  });
});

describe.concurrent('a file that grows over the limit', () => {
  it('is not there at all', async () => {
    expect(await bash('ulimit -f 8; gradscope train small.json --threads 1 --out limited --quiet')).toEqual(
      refusal('limited/sigmoid.npz: expected a file that can be written, got file too large (EFBIG)'),
    );
    expect(filesIn(at('limited'))).toEqual(['figures']);
  });

  it('is left as it was', async () => {
    mkdirSync(at('earlier'));
    writeFileSync(at('earlier/sigmoid.npz'), 'of an earlier run');
    const { code } = await bash('ulimit -f 8; gradscope train small.json --threads 1 --out earlier --quiet');
    expect(code).toBe(2);
    expect(filesIn(at('earlier'))).toEqual(['figures', 'sigmoid.npz']);
    expect(readFileSync(at('earlier/sigmoid.npz'), 'utf8')).toBe('of an earlier run');
  });
});

const canMount = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
if (!canMount) console.warn('SKIPPED: a full disk. This system lets nobody mount one.');

describe.skipIf(!canMount)('a disk that fills up', { concurrent: true }, () => {
  it.each([
    ['4k', 0],
    ['100k', 3],
  ])('of %s: what there is is whole, at least %d files', async (size, least) => {
    const [disk, copy] = [`disk-${size}`, `copy-${size}`];
    for (const name of [disk, copy]) mkdirSync(at(name));
    const fill = `mount -t tmpfs -o size=${size} tmpfs ${disk} &&
      { "$NODE" "$BIN" train small.json --threads 1 --out ${disk}/out --quiet; code=$?; cp -r ${disk}/out ${copy}; exit $code; }`;
    const { stdout, stderr, code } = await bash(`unshare --user --map-root-user --mount bash -c '${fill}'`);
    const said =
      /^gradscope: (\S+): expected a file that can be written, got no space left on device \(ENOSPC\)\n$/;
    expect({ stdout, stderr, code }).toEqual({ stdout: '', stderr: expect.stringMatching(said), code: 2 });
    const missing = relative(`${disk}/out`, said.exec(stderr)![1]);
    const files = filesIn(at(copy, 'out')).filter(path => path !== 'figures');
    expect(files).not.toContain(missing);
    expect(files.length).toBeGreaterThanOrEqual(least);
    for (const path of files) expectWhole(at(copy, 'out', path));
  });
});

describe.concurrent('output that goes nowhere', () => {
  it('standard output on a full disk is said', async () => {
    expect(await bash('gradscope train small.json --threads 1 --out full > /dev/full')).toEqual(
      refusal('standard output: expected to be writable, got no space left on device (ENOSPC)'),
    );
  });

  it('standard error on a full disk leaves the exit code', async () => {
    expect(await bash('gradscope train missing.json 2> /dev/full')).toEqual({
      stdout: '',
      stderr: '',
      code: 2,
    });
  });

  it('without standard input, output and error it still saves', async () => {
    const { code } = await bash(
      'gradscope train small.json --threads 1 --out closed --steps 5 --no-figures <&- >&- 2>&-',
    );
    expect(code).toBe(0);
    expect(filesIn(at('closed'))).toContain('report.html');
  });
});
