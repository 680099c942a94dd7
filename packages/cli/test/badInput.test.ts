import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Ended,
  filesIn,
  gradscope,
  gradscopeHere,
  smallExperiment,
  temporaryFolder,
} from './runProgram.ts';

// What a user can get wrong before any training: one line on standard error that says what is expected, exit code 2,
// nothing on standard output, and nothing written.

interface Mistake {
  readonly args: readonly string[];
  /** Put into the folder first. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** All that is said, behind `gradscope: `; of rules that are tested elsewhere only a pattern. */
  readonly says: string | RegExp;
}

async function expectRefusal({ args, files = {}, says }: Mistake, run: Run = gradscopeHere): Promise<void> {
  const folder = temporaryFolder();
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(folder.path, dirname(name)), { recursive: true });
      writeFileSync(join(folder.path, name), content);
    }
    const before = filesIn(folder.path);
    const { stdout, stderr, code } = await run(args, { cwd: folder.path });
    const [line, ...more] = stderr.split('\n');
    const [, said] = /^gradscope: (.*)$/.exec(line) ?? [];
    expect({ stdout, more, code }).toEqual({ stdout: '', more: [''], code: 2 });
    expect(said).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
    expect(filesIn(folder.path)).toEqual(before);
  } finally {
    folder.remove();
  }
}

type Run = (args: readonly string[], options: { readonly cwd: string }) => Promise<Ended>;

/** The text of the small experiment with one part of it in other words. */
function changed(part: string, other: string): string {
  const text = JSON.stringify(smallExperiment);
  expect(text).toContain(part);
  return text.replace(part, other);
}

describe('an experiment that cannot be', () => {
  const named = (text: string) => changed('"name":"relu"', `"name":${JSON.stringify(text)}`);
  it.each<[string, string, RegExp]>([
    [
      'unknown key',
      changed('"l2"', '"L2"'),
      /training: expected only the keys optimizer, .*, got "L2"; did you mean "l2"\?/,
    ],
    [
      'wrong type',
      changed('120', 'many'),
      /training\.steps: expected a whole number from 1 to \d+, got "many"/,
    ],
    ['NaN', changed('0.001', '.nan'), /training\.l2: expected a number from 0 to 1e\+100, got NaN/],
    ['no units', changed('[8,8]', '[0]'), /networks\[0\]\.hidden\[0\]: expected .+, got 0/],
    [
      '10⁹ units',
      changed('[8,8]', '[1000000000]'),
      /networks\[0\]\.hidden\[0\]: expected .+, got 1000000000/,
    ],
    ['no steps', changed('120', '0'), /training\.steps: expected a whole number from 1 to \d+, got 0/],
    [
      'layers larger than memory',
      changed('[8,8]', '[100000, 100000]'),
      /networks\[0\]\.hidden: expected layers that fit in 4 GiB with 60 points, got [\d.]+ GiB for 2-100000-100000-3/,
    ],
    [
      'two networks of one name',
      named('sigmoid'),
      /networks\[1\]\.name: expected a name no other .+, got "sigmoid"/,
    ],
    [
      'names that are one file where capitals do not count',
      named('SIGMOID'),
      /networks\[1\]\.name: expected a name no other network has \(capitals do not count\), got "SIGMOID"/,
    ],
    [
      'a name that leads elsewhere',
      named('../x'),
      /networks\[1\]\.name: expected letters, .+, got "\.\.\/x"/,
    ],
    ['a name with a folder', named('a/b'), /networks\[1\]\.name: expected letters, .+, got "a\/b"/],
    ['a name of a hidden file', named('.a'), /networks\[1\]\.name: expected letters, .+, got "\.a"/],
    ['a name too long', named('x'.repeat(65)), /networks\[1\]\.name: expected .+ at most 64, .+, got "x+"…/],
  ])('%s', async (_, text, complaint) => {
    await expectRefusal({
      args: ['train', 'experiment.yaml'],
      files: { 'experiment.yaml': text },
      says: new RegExp(`^experiment\\.yaml:1:\\d+: ${complaint.source}$`),
    });
  });

  it('is refused by gradients too', async () => {
    await expectRefusal({
      args: ['gradients', 'experiment.json'],
      files: { 'experiment.json': changed('"seed":1', '"seed":-1') },
      says: 'experiment.json:1:9: seed: expected a whole number from 0 to 4294967295, got -1',
    });
  });
});

describe('a file that is no experiment', () => {
  const yaml = (content: string | Buffer) => ({ args: ['train', 'a.yaml'], files: { 'a.yaml': content } });
  const json = (content: string) => ({ args: ['train', 'a.json'], files: { 'a.json': content } });
  const train = (file: string) => ({ args: ['train', file] });
  const strict = 'double quotes around names and text, no comments, no trailing commas';
  it.each<[string, Mistake]>([
    [
      'malformed YAML',
      {
        ...yaml('seed: 0\nnetworks:\n  - { name: a, hidden: [8 }\n'),
        says: /^a\.yaml:3:27: expected valid YAML \(flow sequence .+ end with a \]\), got "- { name: a, hidden: \[8 }"$/,
      },
    ],
    [
      'malformed JSON',
      {
        ...json('{"seed": 0,}'),
        says: `a.json:1:12: expected valid JSON (${strict}), got "{\\"seed\\": 0,}"`,
      },
    ],
    [
      'a sweep',
      {
        ...yaml('sweep: { axes: [] }'),
        says: 'a.yaml: expected one experiment, got a sweep of many: gradscope sweep a.yaml runs them',
      },
    ],
    ['empty YAML', { ...yaml(''), says: 'a.yaml:1:1: expected an experiment, got an empty file' }],
    ['empty JSON', { ...json(''), says: 'a.json:1:1: expected an experiment, got an empty file' }],
    [
      'no mapping',
      { ...yaml('5'), says: 'a.yaml:1:1: experiment: expected a mapping of keys to values, got 5' },
    ],
    [
      'binary',
      { ...yaml(Buffer.from([0x1f, 0x8b, 8, 0])), says: 'a.yaml: expected text in UTF-8, got other bytes' },
    ],
    [
      'without end',
      {
        ...train('/dev/zero'),
        says: '/dev/zero: expected an experiment file of at most 4194304 bytes, got more',
      },
    ],
    [
      'missing',
      {
        ...train('a.yaml'),
        says: 'a.yaml: expected an experiment file, got no such file or directory (ENOENT)',
      },
    ],
    [
      'a folder',
      {
        ...train('.'),
        says: '.: expected an experiment file, got illegal operation on a directory (EISDIR)',
      },
    ],
    [
      'a name that breaks the line',
      {
        ...train('a\nb\x1b[2J'),
        says: 'a\\u000ab\\u001b[2J: expected an experiment file, got no such file or directory (ENOENT)',
      },
    ],
  ])('%s', async (_, mistake) => {
    await expectRefusal(mistake);
  });
});

describe('a command line that cannot be', () => {
  const small = { 'a.json': JSON.stringify(smallExperiment) };
  it.each<[string, string | RegExp]>([
    ['trian a.json', "unknown command 'trian' (Did you mean train?)"],
    [
      'diagnose a.json --fail-on vanishin',
      /^--fail-on: expected some of .+, got "vanishin"; did you mean "vanishing"\?$/,
    ],
    ['worker', '--store: expected postgres://…, since a folder is for one process alone, got none'],
    [
      'diagnose a.json --fix missing/fixed.yaml',
      '--fix: expected a file that can be written, got missing/fixed.yaml: no such file or directory (ENOENT)',
    ],
    ['diagnose a.json --fix .', '--fix: expected a file that can be written, got .: a folder'],
    ['train a.json --frob', "unknown option '--frob'"],
    ['train', "missing required argument 'experiment'"],
    ['gradients', "missing required argument 'experiment'"],
    ['train a.json b.json', "too many arguments for 'train'. Expected 1 argument but got 2."],
    ['train a.json --out', "option '--out <dir>' argument missing"],
    ['train a.json --threads 0', '--threads: expected a whole number from 1 to 1024, got "0"'],
    ['train a.json --threads two', '--threads: expected a whole number from 1 to 1024, got "two"'],
    ['train a.json --threads=-1', '--threads: expected a whole number from 1 to 1024, got "-1"'],
    ['reproduce --threads 1.5', '--threads: expected a whole number from 1 to 1024, got "1.5"'],
    ['train a.json --steps 0', '--steps: expected a whole number from 1 to 1000000000, got "0"'],
    ['train a.json --steps 1e3', '--steps: expected a whole number from 1 to 1000000000, got "1e3"'],
    ['train a.json --steps=', '--steps: expected a whole number from 1 to 1000000000, got ""'],
    ['gradients a.json --fail-on 0', '--fail-on: expected a number above 0, got "0"'],
    ['gradients a.json --fail-on small', '--fail-on: expected a number above 0, got "small"'],
    ['gradients a.json --fail-on Infinity', '--fail-on: expected a number above 0, got "Infinity"'],
    [
      'train a.json --steps 1000000000',
      /^a\.json:1:\d+: record\.every: expected a history that fits in 4 GiB, got [\d.]+ GiB for .+; record less often$/,
    ],
  ])('%s', async (line, says) => {
    await expectRefusal({ args: line.split(' '), files: small, says });
  });
});

describe('an --out that cannot be', () => {
  const expected = '--out: expected a folder that can be written, got';
  it.each<[string, string, string]>([
    ['a file', 'taken', 'taken: not a folder'],
    ['below a file', 'taken/x', 'taken/x: not a directory (ENOTDIR)'],
    ['its figures a file', 'half', 'half/figures: not a folder'],
    ['in /proc, even for root', '/proc/x/y', '/proc/x/y: no such file or directory (ENOENT)'],
    ['a name too long', 'x'.repeat(300), `${'x'.repeat(300)}: name too long (ENAMETOOLONG)`],
  ])('%s', async (_, out, got) => {
    await expectRefusal({
      args: ['train', 'a.json', '--out', out],
      files: { 'a.json': JSON.stringify(smallExperiment), taken: '', 'half/figures': '' },
      says: `${expected} ${got}`,
    });
  });
});

// One of each kind in a process of its own, which has to end, with that exit code.
describe.concurrent('as a program of its own', () => {
  const missing = 'a.yaml: expected an experiment file, got no such file or directory (ENOENT)';
  const folder = '--out: expected a folder that can be written, got taken: not a folder';
  const files = { 'a.json': JSON.stringify(smallExperiment), taken: '' };
  it.each<[string, string | RegExp]>([
    ['train a.yaml', missing],
    ['train a.json --out taken', folder],
    ['train a.json --threads 0', '--threads: expected a whole number from 1 to 1024, got "0"'],
    [
      'train a.json --steps 1000000000',
      /^a\.json:1:\d+: record\.every: expected a history that fits in 4 GiB, /,
    ],
    ['trian a.json', "unknown command 'trian' (Did you mean train?)"],
  ])('%s', async (line, says) => {
    await expectRefusal({ args: line.split(' '), files, says }, gradscope);
  });
});
