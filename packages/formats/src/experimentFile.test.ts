import { parseExperiment } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { parseExperimentText, writeExperimentText } from './experimentFile.ts';
import { FormatError } from './formatError.ts';

const experiment = {
  seed: 0,
  data: { kind: 'spiral', noise: 0.2 },
  networks: [{ name: 'relu', hidden: [50, 50] }],
};

describe('reads', () => {
  const yaml = `# the notebook
seed: 0
data: { kind: spiral, noise: 0.2 }
networks:
  - { name: relu, hidden: [50, 50] }
`;
  test.each([
    ['YAML', yaml, 'a.yaml'],
    ['YAML with the line ends and mark of Windows', `\ufeff${yaml.replaceAll('\n', '\r\n')}`, 'a.yml'],
    ['JSON', JSON.stringify(experiment), 'a.json'],
    ['JSON indented with tabs', JSON.stringify(experiment, null, '\t'), 'a.json'],
    ['JSON with a byte order mark', `\ufeff${JSON.stringify(experiment)}`, 'a.json'],
    ['JSON under another name', JSON.stringify(experiment, null, '\t'), 'standard input'],
  ])('%s', (_what, text, fileName) => {
    expect(parseExperimentText(text, fileName)).toEqual(experiment);
  });

  test('yes and no as text, octal as decimal: YAML 1.2', () => {
    expect(parseExperimentText('a: yes\nb: 010\nc: 1e-3', 'a.yaml')).toEqual({ a: 'yes', b: 10, c: 0.001 });
  });

  test('a few aliases', () => {
    expect(parseExperimentText('a: &init { std: 0.1 }\nb: *init\n', 'a.yaml')).toEqual({
      a: { std: 0.1 },
      b: { std: 0.1 },
    });
  });

  test('merge keys: what stands in the mapping itself counts, then what is merged first', () => {
    const networks = `networks:
  - &base { name: sigmoid, activation: sigmoid, init: &init { kind: normal, std: 0.1 } }
  - { name: relu, <<: *base, activation: relu }
  - <<: [{ name: he }, *base]
    init: { <<: *init, std: 0.2 }
  - { "<<": text }
`;
    expect(parseExperimentText(networks, 'a.yaml')).toEqual({
      networks: [
        { name: 'sigmoid', activation: 'sigmoid', init: { kind: 'normal', std: 0.1 } },
        { name: 'relu', activation: 'relu', init: { kind: 'normal', std: 0.1 } },
        { name: 'he', activation: 'sigmoid', init: { kind: 'normal', std: 0.2 } },
        { '<<': 'text' },
      ],
    });
  });

  test('10,000 keys in linear time', () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `k${i}: 1\n`).join('');
    expect(Object.keys(parseExperimentText(text, 'a.yaml') as object)).toHaveLength(10_000);
  });
});

describe('refuses, in one line with the place and the rule', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`;
  const mergeBomb = [
    'a0: &a0 { x: 1 }',
    ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}] }`),
  ].join('\n');
  const strict = 'double quotes around names and text, no comments, no trailing commas';
  test.each([
    ['seed: 1\ndata: 2\nseed: 3\n', 'a.yaml:3:1: expected valid YAML (each key once), got "seed: 3"'],
    ['{"seed": 1,\n "seed": 2}', 'a.json:2:2: expected valid JSON (each key once), got "\\"seed\\": 2}"'],
    [
      'data:\n\tkind: spiral',
      'a.yaml:2:1: expected valid YAML (tabs are not allowed as indentation), got "kind: spiral"',
    ],
    [
      'sweep: { axes: [{ path: networks[0].hidden, list: [1] }] }',
      'a.yaml:1:33: expected valid YAML (quotes around text with brackets, as in "networks[0].hidden"), got "sweep: { axes: [{ path: networks[0].hidden, list: [1] }] }"',
    ],
    ['name: "relu', 'a.yaml:1:12: expected valid YAML (missing closing "quote), got "name: \\"relu"'],
    ['seed: 1\n---\nseed: 2', 'a.yaml:2:1: expected valid YAML (one document a file), got "---"'],
    ['? [1]\n: 2', 'a.yaml:1:3: expected valid YAML (keys that are plain text), got "? [1]"'],
    ['a: !secret x', 'a.yaml:1:4: expected valid YAML (unresolved tag: !secret), got "a: !secret x"'],
    ['a: *b', 'a.yaml:1:4: expected valid YAML (an anchor &b before its alias), got "a: *b"'],
    ['a: &a [*a]', 'a.yaml:1:8: expected valid YAML (no alias inside its own anchor), got "a: &a [*a]"'],
    [
      'a: &a [1]\nb: { <<: *a }',
      'a.yaml:2:6: expected valid YAML (a mapping behind <<, an alias of one, or a list of them), got "b: { <<: *a }"',
    ],
    ['a: 1\n<<: 2', 'a.yaml:2:1: expected valid YAML (a mapping behind <<'],
    ['<<: *a', 'a.yaml:1:5: expected valid YAML (an anchor &a before its alias), got "<<: *a"'],
    ['a: &a { <<: *a }', 'a.yaml:1:13: expected valid YAML (no alias inside its own anchor), got'],
    ['a: &a {}\n<<: *a\n<<: *a', 'a.yaml:3:1: expected valid YAML (each key once), got "<<: *a"'],
    [mergeBomb, 'a.yaml:13:13: expected valid YAML (merges of at most 10000 keys), got'],
    [bomb, 'a.yaml:1:1: expected aliases that unfold to at most 100, got more'],
    ['{"seed": 1,}', `a.json:1:12: expected valid JSON (${strict}), got "{\\"seed\\": 1,}"`],
    ['', 'a.yaml:1:1: expected an experiment, got an empty file'],
    ['# nothing yet\n', 'a.yaml:1:1: expected an experiment, got an empty file'],
    ['x'.repeat(2 ** 17 + 1), 'a.yaml:1:1: expected at most 131072 characters, got 131073'],
  ])('%j', (text, message) => {
    const fileName = message.slice(0, message.indexOf(':'));
    expect(() => parseExperimentText(text, fileName)).toThrow(message);
    expect(() => parseExperimentText(text, fileName)).toThrow(FormatError);
  });

  test('10,000 aliases or brackets, without another kind of error', () => {
    const aliases = `a: &a 1\nb: [${'*a,'.repeat(10_000)}]`;
    expect(() => parseExperimentText(aliases, 'a.yaml')).toThrow(/at most 100 aliases/);
    expect(() => parseExperimentText('['.repeat(10_000), 'a.yaml')).toThrow(FormatError);
  });

  test('what makes the parser itself overflow the stack', () => {
    const text = `data: { noise: 0.2${' e: 0.2'.repeat(9000)}\n`;
    expect(() => parseExperimentText(text, 'a.yaml')).toThrow(FormatError);
  });

  test('a long line, shortened', () => {
    const text = `a: *${'x'.repeat(500)}`;
    expect(() => parseExperimentText(text, 'a.yaml')).toThrow(/got "a: \*x{56}…"$/);
  });
});

describe('writes', () => {
  const complete = parseExperiment({
    seed: 7,
    data: { kind: 'table', file: 'a: b.csv', target: '#', features: ['x, y', '- "z"'] },
    networks: [
      {
        name: 'yes',
        hidden: [50, { width: 3, activation: { kind: 'leakyRelu', slope: 1e-7 } }],
        activation: 'tanh',
        init: 'heNormal',
      },
      { name: '0x1', hidden: { layers: 60, width: 50 }, activation: 'relu', init: 'heNormal' },
    ],
    training: { optimizer: { kind: 'adam' }, clip: { norm: 1 }, steps: 1000 },
    record: { every: [0, 5, 10], probes: ['loss'] },
  });

  test('what is read back as the same experiment', () => {
    const text = writeExperimentText(complete);
    expect(parseExperiment(parseExperimentText(text, 'a.yaml'))).toEqual(complete);
  });

  test('a part a line, where it fits', () => {
    const lines = writeExperimentText(complete).split('\n');
    expect(lines[0]).toBe('seed: 7');
    expect(lines).toContain('record: { every: [ 0, 5, 10 ], probes: [ loss ] }');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(110);
  });
});
