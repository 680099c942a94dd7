import { parseExperimentText } from '../../src/index.ts';
import type { FuzzTarget } from '../target.ts';
import { bytesOf, filled, listed } from './files.ts';

/** What is longer is not looked at. */
const LONGEST = 2 ** 17;

const read = (bytes: Uint8Array, file: string) => parseExperimentText(new TextDecoder().decode(bytes), file);

export const yaml: FuzzTarget = {
  file: 'a.yaml',
  read,
  corpus: [
    'seed: 0\ndata: { kind: spiral, noise: 0.2 }\n',
    'networks:\n  - &a { name: relu, hidden: [50, 50] }\n  - *a\n',
    'networks:\n  - &a { name: relu, hidden: [50] }\n  - { <<: *a, name: b }\n  - <<: [*a, { x: 1 }]\n',
    'training:\n  steps: 50 # few\n  batch: "full"\n',
    '{"seed": 0, "record": {"every": 1}}',
  ].map(bytesOf),
  bombs: () =>
    [
      filled('['),
      filled('- '),
      filled('{a: '),
      filled('a: &a *a\n'),
      filled('{<<: '),
      bytesOf(
        `a0: &a0 {}\n${Array.from({ length: 49 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}\n`).join('')}`,
      ),
      listed(i => (i === 0 ? 'a: &a {' : `k${i}: 0,`)).subarray(0, LONGEST - 2000),
      bytesOf(
        `a: &a {${Array.from({ length: 9000 }, (_, i) => `k${i}: 0,`).join('')}}\n${Array.from({ length: 90 }, (_, i) => `b${i}: {<<: *a}\n`).join('')}`,
      ),
      listed(i => `k${i}: 0\n`),
      listed(i => `k${i}: &a${i} 0\n`),
      filled('"'),
      filled("'"),
      filled(' ', 'a:', '0'),
      filled('? '),
      filled('---\n'),
      filled('|\n'),
      bytesOf(
        `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\n`,
      ),
    ].map(bomb => bomb.subarray(0, LONGEST)),
  tokens: [
    ': ',
    '- ',
    '&a ',
    '*a',
    '? ',
    '|',
    '>',
    '"',
    "'",
    '#',
    '[',
    ']',
    '{',
    '}',
    ',',
    '\n',
    '\n  ',
    '---',
    '...',
    '!!str ',
    '%YAML 1.2\n',
    '<<: *a',
    '\t',
    '\ufeff',
  ],
};

export const json: FuzzTarget = {
  file: 'a.json',
  read,
  corpus: ['{"seed": 0, "data": {"kind": "moons"}}', '{"networks": [{"hidden": [5]}], "x": null}'].map(
    bytesOf,
  ),
  tokens: yaml.tokens ?? [],
};
