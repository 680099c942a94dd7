import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradscopeHere } from './runProgram.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const TRAINING = [
  '--out <dir>',
  '--threads <n>',
  '--checkpoint <seconds>',
  '--resume',
  '--no-figures',
  '--no-report',
  '--quiet',
  '--json',
  '-h, --help',
];
const PAGES: readonly [string, readonly string[]][] = [
  ['--help', ['-V, --version', '-h, --help']],
  ['reproduce --help', TRAINING],
  ['train --help', ['--steps <n>', ...TRAINING.slice(0, -1), '--import <module>', '-h, --help']],
  [
    'diagnose --help',
    [
      '--steps <n>',
      '--budget <seconds>',
      '--seeds <n>',
      '--threads <n>',
      '--no-remedies',
      '--out <folder>',
      '--fix [file]',
      '--twin',
      '--fail-on <kinds>',
      '--json',
      '--map <rule>',
      '--layers <names>',
      '--import <module>',
      '-h, --help',
    ],
  ],
  [
    'report --help',
    ['--out <folder>', '--map <rule>', '--layers <names>', '--import <module>', '-h, --help'],
  ],
  ['logger --help', ['-h, --help']],
  ['gradients --help', ['--fail-on <error>', '--json', '--import <module>', '-h, --help']],
  [
    'sweep --help',
    [
      '--store <where>',
      '--threads <n>',
      '--checkpoint <seconds>',
      '--quiet',
      '--json',
      '--submit-only',
      '--import <module>',
      '-h, --help',
    ],
  ],
  ['sweep status --help', ['--store <where>', '--json', '--import <module>', '-h, --help']],
  ['sweep results --help', ['--store <where>', '--out <file>', '--json', '--import <module>', '-h, --help']],
  [
    'sweep resume --help',
    [
      '--store <where>',
      '--threads <n>',
      '--checkpoint <seconds>',
      '--quiet',
      '--json',
      '--retry-failed',
      '--submit-only',
      '--import <module>',
      '-h, --help',
    ],
  ],
  [
    'sweep map --help',
    [
      '--store <where>',
      '--x <axis>',
      '--y <axis>',
      '--facet <axis>',
      '--at <axis=value>',
      '--colour <what>',
      '--bands',
      '--out <file>',
      '--import <module>',
      '-h, --help',
    ],
  ],
  ['sweep cancel --help', ['--store <where>', '--json', '--import <module>', '-h, --help']],
  [
    'worker --help',
    [
      '--store <where>',
      '--threads <n>',
      '--checkpoint <seconds>',
      '--idle <seconds>',
      '--quiet',
      '--import <module>',
      '-h, --help',
    ],
  ],
  [
    'export --help',
    [
      '--to <format>',
      '--out <path>',
      '--network <name>',
      '--precision <precision>',
      '--compress',
      '--json',
      '--import <module>',
      '-h, --help',
    ],
  ],
  ['lab --help', ['--port <n>', '--no-open', '--store <where>', '--embed <origin>', '-h, --help']],
  [
    'theory --help',
    ['--activation <name>', '--sigma-w <σw>', '--sigma-b <σb>', '--json', '--import <module>', '-h, --help'],
  ],
];

/** The options a page lists, each at the start of a line. */
const optionsOf = (page: string): string[] =>
  [...page.matchAll(/^ {2}(-\S.*?)(?: {2,}|$)/gm)].map(([, option]) => option);

describe('the help', () => {
  it.each(PAGES)(
    'gradscope %s lists every option, with examples, in lines of at most 100 columns',
    async (line, options) => {
      const { stdout, stderr, code } = await gradscopeHere(line.split(' '));
      expect([stderr, code]).toEqual(['', 0]);
      expect(optionsOf(stdout)).toEqual(options);
      expect(stdout).toMatch(/\nExamples:\n {2}\$ gradscope /);
      expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    },
  );

  it.each([
    ['help', '--help'],
    ['help train', 'train --help'],
    ['help sweep', 'sweep --help'],
  ])('gradscope %s is gradscope %s', async (words, options) => {
    const [asked, given] = await Promise.all([
      gradscopeHere(words.split(' ')),
      gradscopeHere(options.split(' ')),
    ]);
    expect(asked).toEqual(given);
  });

  it('names every command and exit code, and is shown where no command is given', async () => {
    const [asked, given] = await Promise.all([gradscopeHere(['--help']), gradscopeHere([])]);
    expect(given).toEqual(asked);
    for (const command of [
      'reproduce',
      'train',
      'diagnose',
      'report',
      'gradients',
      'theory',
      'sweep',
      'worker',
      'export',
      'lab',
    ])
      expect(given.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    for (const exitCode of ['0 done', '1 the finding', '2 bad input', '130 interrupted'])
      expect(given.stdout).toContain(exitCode);
  });
});

describe('the version', () => {
  it.each(['--version', '-V'])('%s is the one of the package', async option => {
    expect(await gradscopeHere([option])).toEqual({ stdout: `${manifest.version}\n`, stderr: '', code: 0 });
  });
});
