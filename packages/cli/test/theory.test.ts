import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradscopeHere, smallExperiment, temporaryFolder } from './runProgram.ts';

const NOTEBOOK = fileURLToPath(new URL('../../../examples/notebook.yaml', import.meta.url));

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

const network = (name: string, settings: object) => ({
  name,
  hidden: { layers: 4, width: 400 },
  activation: 'tanh',
  init: { kind: 'meanField', sigmaW: 1.5, sigmaB: 0.2 },
  ...settings,
});

beforeAll(() => {
  const networks = [
    network('wide', {}),
    network('constant', { init: { kind: 'constant', value: 0.25 } }),
    network('normalized', { normalization: 'batch' }),
    network('affine', { hidden: [] }),
    network('zero', { init: { kind: 'zeros' } }),
  ];
  writeFileSync(at('mixed.json'), JSON.stringify({ ...smallExperiment, networks }));
});
afterAll(folder.remove);

interface Factor {
  readonly layer: number;
  readonly predicted: number | null;
  readonly measured: number | null;
}

async function theoryJson(...args: string[]) {
  const { stdout, stderr, code } = await gradscopeHere(['theory', ...args, '--json']);
  expect([stderr, code]).toEqual(['', 0]);
  return JSON.parse(stdout);
}

describe('gradscope theory EXPERIMENT', () => {
  it('prints predicted, measured and their ratio, to 3 digits, of every network', async () => {
    const { stdout, code } = await gradscopeHere(['theory', NOTEBOOK]);
    expect(code).toBe(0);
    const [sigmoid, relu, explanation] = stdout.split('\n\n') as [string, string, string];
    expect(explanation).toMatch(/^A factor is ‖δ\[l\]‖ \/ ‖δ\[l\+1\]‖: /);
    for (const [name, table] of Object.entries({ sigmoid, relu })) {
      const [heading, head, ...rows] = table.split('\n').map(line => line.trim().split(/ {2,}/));
      expect(heading).toEqual([name]);
      expect(head).toEqual(['layer', 'predicted', 'measured', 'measured/predicted']);
      expect(rows.map(([layer]) => layer)).toEqual(['1', '2']);
      for (const [, predicted, measured, ratio] of rows) {
        expect(Number(measured) / Number(predicted) / Number(ratio)).toBeCloseTo(1, 1);
      }
    }
  });

  it('--json: the notebook’s factors, within 15 %; relu’s are √(50 · 0.1² / 2) = ½', async () => {
    const { networks } = await theoryJson(NOTEBOOK);
    expect(networks.map(({ name }: { name: string }) => name)).toEqual(['sigmoid', 'relu']);
    for (const { layers } of networks) {
      expect(Object.keys(layers[0])).toEqual(['layer', 'predicted', 'measured']);
      for (const { predicted, measured } of layers)
        expect(Math.abs(measured / predicted - 1)).toBeLessThan(0.15);
    }
    expect(networks[1].layers.map(({ predicted }: Factor) => predicted)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.5, 12),
    ]);
  });

  it('a network of width 400 is within 10 % of the theory, which takes all points to be as far from 0 as their mean', async () => {
    const { networks } = await theoryJson(at('mixed.json'));
    expect(networks[0].layers).toHaveLength(4);
    for (const { predicted, measured } of networks[0].layers) {
      expect(Math.abs(measured / predicted - 1)).toBeLessThan(0.1);
    }
  });

  it('where theory says nothing, or no gradient arrives, JSON has null', async () => {
    const { networks } = await theoryJson(at('mixed.json'));
    const [, constant, normalized, affine, zero] = networks.map(({ layers }: { layers: Factor[] }) => layers);
    for (const layers of [constant, normalized]) {
      expect(layers.map(({ predicted }: Factor) => predicted)).toEqual([null, null, null, null]);
      expect(layers[3].measured).toBeGreaterThan(0);
    }
    expect(affine).toEqual([]);
    const nothing = [1, 2, 3].map(layer => ({ layer, predicted: 0, measured: null }));
    expect(zero).toEqual([...nothing, { layer: 4, predicted: 0, measured: 0 }]);
  });

  it('the table says why theory says nothing', async () => {
    const { stdout } = await gradscopeHere(['theory', at('mixed.json')]);
    const tables = stdout.split('\n\n');
    expect(tables[0]).not.toContain('beyond theory');
    expect(tables[1]).toMatch(/\nbeyond theory: layer 1 has weights of mean 0\.25, not 0$/);
    expect(tables[1]).toMatch(/\n +1 {4,}[\d.]+\n/);
    expect(tables[2]).toMatch(/\nbeyond theory: layer 1 has batch normalization$/);
    expect(tables[3]).toBe('affine\nno hidden layer');
  });
});

describe('of layers of other kinds', () => {
  it('says how the signal changes through time', async () => {
    const network = {
      hidden: [
        { kind: 'recurrent', width: 20 },
        { kind: 'pool', how: 'last' },
      ],
      activation: 'tanh',
    };
    writeFileSync(
      at('time.json'),
      JSON.stringify({
        data: { kind: 'adding', samples: 20, length: 10 },
        networks: [{ name: 'rnn', init: 'lecunNormal', ...network }],
        training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
      }),
    );
    const { stdout } = await gradscopeHere(['theory', at('time.json')]);
    expect(stdout).toMatch(
      /\nlayer 1 through time: .* χ = 0\.\d+ a position, by a factor of e in [\d.]+ positions\n/,
    );
    const { networks } = await theoryJson(at('time.json'));
    expect(networks[0].time).toEqual([{ layer: 1, chi: expect.any(Number), timescale: expect.any(Number) }]);
  });
});

describe('gradscope theory --activation', () => {
  const KEYS = ['activation', 'sigmaW', 'sigmaB', 'qStar', 'chi1', 'depthScale', 'criticalSigmaW'];
  const tanh = (...args: string[]) => theoryJson('--activation', 'tanh', ...args);

  it('--json: the fixed point of tanh at σw 1.3, σb 0.3, relative error < 1e-10', async () => {
    const result = await tanh('--sigma-w', '1.3', '--sigma-b', '0.3');
    expect(Object.keys(result)).toEqual(KEYS);
    // By mpmath: packages/core/test/fixtures/theory.
    const expected = { qStar: 0.607046791909323, chi1: 0.939807428682154, criticalSigmaW: 1.3955839751549 };
    for (const [key, value] of Object.entries(expected)) {
      expect(Math.abs(result[key] / value - 1), key).toBeLessThan(1e-10);
    }
    expect(result.depthScale).toBeCloseTo(-1 / Math.log(result.chi1), 8);
  });

  it('without --sigma-w: the critical point, its infinite depth scale null', async () => {
    expect(await tanh()).toEqual({
      activation: 'tanh',
      sigmaW: 1,
      sigmaB: 0,
      qStar: 0,
      chi1: 1,
      depthScale: null,
      criticalSigmaW: 1,
    });
  });

  it.each<[string, RegExp]>([
    ['tanh --sigma-w 1.3', /^tanh, σw = 1\.3, σb = 0\n.*\n.*explode\n.*\ncritical σw {3}1 .*\n$/],
    ['tanh --sigma-w 0.5', /\nχ₁ {12}0\.25 .* vanish\n/],
    [
      'tanh --sigma-b 0.3',
      /^tanh, σw = 1\.395584, the critical σw, σb = 0\.3\n.*\n.* keep their size\n.*\n$/,
    ],
    ['relu --sigma-w 1.5', /\nq\* {12}infinite {4}the variance of z grows without bound\n/],
    ['relu', /\nq\* {12}any {9}every variance of z stays what it is\n.*\ndepth scale {3}infinite /],
    ['maxout', /^maxout, σw = 1, the critical σw, σb = 0\n/],
    ['gelu', /\n\nThis q\* repels: from 1, q grows without bound, with χ₁ = 2\.\n$/],
    ['silu --sigma-b 0.3', /\n\nThis q\* repels: from 1, q goes to 0\.\d+, with χ₁ = 0\.\d+\.\n$/],
  ])('says of %s', async (args, text) => {
    const { stdout, stderr, code } = await gradscopeHere(['theory', '--activation', ...args.split(' ')]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(text);
  });
});

it.each<[string, string | RegExp]>([
  ['', 'theory: expected an experiment file or --activation, got neither'],
  ['a.json --activation tanh', 'theory: expected an experiment file or --activation, got both'],
  ['--sigma-w 1', '--sigma-w: expected --activation with it, got none'],
  ['a.json --sigma-b 1', '--sigma-b: expected --activation with it, got none'],
  [
    '--activation tahn',
    /^--activation: expected one of sigmoid, tanh, .*, maxout, got "tahn"; did you mean "tanh"\?$/,
  ],
  ['--activation toString', /got "toString"$/],
  ['--activation tanh --sigma-w -1', '--sigma-w: expected a number from 0 to 1000, got "-1"'],
  ['--activation tanh --sigma-b=', '--sigma-b: expected a number from 0 to 1000, got ""'],
  ['--activation tanh --sigma-b NaN', '--sigma-b: expected a number from 0 to 1000, got "NaN"'],
  ['missing.json', /^missing\.json: expected an experiment file, got no such file/],
])('refuses `theory %s` in one line, exit code 2', async (args, says) => {
  const { stdout, stderr, code } = await gradscopeHere(['theory', ...args.split(' ').filter(Boolean)]);
  expect([stdout, code]).toEqual(['', 2]);
  const [, said] = /^gradscope: (.*)\n$/.exec(stderr)!;
  expect(said).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
});
