import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { activationKinds } from '../network/activation/index.ts';
import { probeNames } from '../probe/index.ts';
import { parseExperiment } from './parseExperiment.ts';

type Mapping = Record<string | number, unknown>;
type Path = readonly (string | number)[];

/** The document with the value at `path` replaced, or left out if it is undefined. */
function changed(path: Path, value: unknown): unknown {
  const document = smallDocument();
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Mapping, document as Mapping);
  if (value === undefined) delete parent[last];
  // Assigning to __proto__ would make no key of it, as reading a file does.
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  return document;
}

const hidden = ['networks', 0, 'hidden'] as const;
const keys = '$schema, seed, data, networks, training, record, precision';
const width = 'a whole number from 1 to 100000';
const layer = 'a width from 1 to 100000, or { width, activation, init }';
const dataKinds = oneOf(
  ...[
    'spiral',
    'moons',
    'circles',
    'xor',
    'checkerboard',
    'quantiles',
    'blobs',
    'curve',
    'normals',
    'adding',
    'copy',
    'parity',
    'temporalOrder',
    'recall',
    'sines',
    'modular',
    'characters',
    'iris',
    'wine',
    'digits',
    'table',
  ],
);
const name = 'letters, digits and _ . - (the first a letter or digit), at most 64, since it names files';
const circular: unknown[] = [];
circular.push(circular);
const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);

describe('a document that is none', () => {
  test.each([
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an empty list'],
    [[smallDocument()], 'a list of 1'],
    ['seed: 0', '"seed: 0"'],
    [5, '5'],
    [true, 'true'],
    [() => 0, 'a function'],
  ])('%j', (document, got) => {
    expectMessage(document, `experiment: expected a mapping of keys to values, got ${got}`);
  });
});

describe('a key that is not known, at every level', () => {
  test.each<[Path, string]>([
    [['sede'], `experiment: expected only the keys ${keys}, got "sede"; did you mean "seed"?`],
    [
      ['data', 'points'],
      'data: expected only the keys kind, pointsPerClass, classes, noise, got "points"; did you mean "pointsPerClass"?',
    ],
    [
      ['networks', 1, 'with'],
      'networks[1]: expected only the keys name, hidden, activation, init, normalization, residual, dropout, bias, output, parameterization, got "with"',
    ],
    [['networks', 0, 'init', 'mean'], 'networks[0].init: expected only the keys kind, std, got "mean"'],
    [
      ['training', 'stpes'],
      'training: expected only the keys optimizer, schedule, clip, l2, steps, batch, loss, got "stpes"; did you mean "steps"?',
    ],
    [
      ['training', 'optimizer', 'lr'],
      'training.optimizer: expected only the keys kind, stepSize, got "lr"; did you mean "stepSize"?',
    ],
    [
      ['record', 'probe'],
      'record: expected only the keys every, probes, got "probe"; did you mean "probes"?',
    ],
    [['constructor'], `experiment: expected only the keys ${keys}, got "constructor"`],
    [['__proto__'], `experiment: expected only the keys ${keys}, got "__proto__"`],
    [
      ['training', '__proto__'],
      'training: expected only the keys optimizer, schedule, clip, l2, steps, batch, loss, got "__proto__"',
    ],
    [['a\nb\u2028c'], `experiment: expected only the keys ${keys}, got "a\\nb\\u2028c"`],
  ])('%j', (path, message) => {
    expectMessage(changed(path, { polluted: true }), message);
    expect({}).not.toHaveProperty('polluted');
  });

  test('a misspelt key is named, not the missing one', () => {
    const { steps, ...training } = smallDocument().training;
    expectMessage(
      { ...smallDocument(), training: { ...training, setps: steps } },
      'training: expected only the keys optimizer, schedule, clip, l2, steps, batch, loss, got "setps"; did you mean "steps"?',
    );
    const message =
      'networks[0].hidden: expected only the keys layers, width, got "widht"; did you mean "width"?';
    expectMessage(changed(hidden, { layers: 2, widht: 5 }), message);
  });
});

describe('a value that cannot be', () => {
  test.each<[Path, unknown, string]>([
    [['seed'], -1, 'seed: expected a whole number from 0 to 4294967295, got -1'],
    [['seed'], 2 ** 32, 'seed: expected a whole number from 0 to 4294967295, got 4294967296'],
    [['seed'], 0.5, 'seed: expected a whole number from 0 to 4294967295, got 0.5'],
    [
      ['seed'],
      '0',
      'seed: expected a whole number from 0 to 4294967295, got "0"; write it without quotes: 0',
    ],
    [['seed'], 1n, 'seed: expected a whole number from 0 to 4294967295, got 1n'],
    [['precision'], 'float16', 'precision: expected "float64" or "float32", got "float16"'],
    [['$schema'], 5, '$schema: expected the address of a JSON Schema, got 5'],
    [['data'], undefined, 'data: expected a mapping of keys to values, got nothing'],
    [
      ['data'],
      'spiral',
      'data: expected a mapping of keys to values, got "spiral"; write data: { kind: spiral }',
    ],
    [['data'], circular, 'data: expected a mapping of keys to values, got a list of 1'],
    [['data'], deep, 'data: expected a mapping of keys to values, got a list of 1'],
    [['data', 'kind'], 'moon', `data.kind: expected ${dataKinds}, got "moon"; did you mean "moons"?`],
    [
      ['data', 'kind'],
      'moons',
      'data: expected only the keys kind, samples, noise, got "pointsPerClass"\ndata: expected only the keys kind, samples, noise, got "classes"',
    ],
    [['data', 'kind'], undefined, `data.kind: expected ${dataKinds}, got nothing`],
    [['data', 'classes'], 1, 'data.classes: expected a whole number from 2 to 1000, got 1'],
    [['data', 'pointsPerClass'], 0, 'data.pointsPerClass: expected a whole number from 1 to 10000000, got 0'],
    [['data', 'noise'], -0.1, 'data.noise: expected a number from 0 to 1000, got -0.1'],
    [['data', 'noise'], NaN, 'data.noise: expected a number from 0 to 1000, got NaN'],
    [['networks'], undefined, 'networks: expected a list of at least one network, got nothing'],
    [['networks'], [], 'networks: expected a list of at least one network, got an empty list'],
    [
      ['networks'],
      {},
      'networks: expected a list of at least one network, got a mapping; begin each network with a dash: - { name: … }',
    ],
    [['networks', 0], 'relu', 'networks[0]: expected a mapping of keys to values, got "relu"'],
    [['networks', 0, 'name'], 'a/b', `networks[0].name: expected ${name}, got "a/b"`],
    [['networks', 0, 'name'], '../x', `networks[0].name: expected ${name}, got "../x"`],
    [['networks', 0, 'name'], '', `networks[0].name: expected ${name}, got ""`],
    [['networks', 0, 'name'], 'a\nb', `networks[0].name: expected ${name}, got "a\\nb"`],
    [['networks', 0, 'name'], '𝕏'.repeat(80), `networks[0].name: expected ${name}, got "${'𝕏'.repeat(60)}"…`],
    [['networks', 0, 'name'], 5, `networks[0].name: expected ${name}, got 5`],
    [
      ['networks', 1, 'name'],
      'Sigmoid',
      'networks[1].name: expected a name no other network has (capitals do not count), got "Sigmoid"',
    ],
    [hidden, undefined, 'networks[0].hidden: expected a list of widths, or { layers, width }, got nothing'],
    [hidden, 'x', 'networks[0].hidden: expected a list of widths, or { layers, width }, got "x"'],
    [
      hidden,
      50,
      'networks[0].hidden: expected a list of widths, or { layers, width }, got 50; write hidden: [50]',
    ],
    [hidden, [0], `networks[0].hidden[0]: expected ${width}, got 0`],
    [hidden, [5, 1.5], `networks[0].hidden[1]: expected ${layer}, got 1.5`],
    [hidden, ['x'], `networks[0].hidden[0]: expected ${layer}, got "x"`],
    [hidden, [[5]], `networks[0].hidden[0]: expected ${layer}, got a list of 1`],
    [hidden, [null], `networks[0].hidden[0]: expected ${layer}, got null`],
    [hidden, [1e9], `networks[0].hidden[0]: expected ${width}, got 1000000000`],
    [hidden, [Infinity], `networks[0].hidden[0]: expected ${layer}, got Infinity`],
    [['networks'], Array(1001).fill({}), 'networks: expected at most 1000 networks, got a list of 1001'],
    [hidden, Array(1001).fill(1), 'networks[0].hidden: expected at most 1000 layers, got a list of 1001'],
    [hidden, { layers: 2 }, `networks[0].hidden.width: expected ${width}, got nothing`],
    [hidden, { width: 5 }, 'networks[0].hidden.layers: expected a whole number from 0 to 1000, got nothing'],
    [
      hidden,
      { layers: 1001, width: 5 },
      'networks[0].hidden.layers: expected a whole number from 0 to 1000, got 1001',
    ],
    [
      ['networks', 0, 'activation'],
      'toString',
      `networks[0].activation: expected ${oneOf(...Object.keys(activationKinds), 'maxout')}, got "toString"`,
    ],
    [
      ['networks', 0, 'activation'],
      { kind: 'relu', slope: 1 },
      'networks[0].activation: expected only the keys kind, got "slope"',
    ],
    [
      ['networks', 0, 'init'],
      { kind: 'normal' },
      'networks[0].init.std: expected a number from 0 to 1e+100, got nothing',
    ],
    [['networks', 0, 'dropout'], 1, 'networks[0].dropout: expected a number from 0 to 0.99, got 1'],
    [
      ['networks', 0, 'residual'],
      'identity',
      'networks[0].hidden: expected one width for all layers, since residual is identity, got 5 and then 4',
    ],
    [['networks', 0, 'init', 'std'], -1, 'networks[0].init.std: expected a number from 0 to 1e+100, got -1'],
    [['training'], null, 'training: expected a mapping of keys to values, got null'],
    [['training', 'steps'], 0, 'training.steps: expected a whole number from 1 to 1000000000, got 0'],
    [
      ['training', 'steps'],
      '100',
      'training.steps: expected a whole number from 1 to 1000000000, got "100"; write it without quotes: 100',
    ],
    [
      ['training', 'steps'],
      undefined,
      'training.steps: expected a whole number from 1 to 1000000000, got nothing',
    ],
    [['training', 'batch'], 32, 'training.batch: expected at most the 24 points there are, got 32'],
    [['training', 'l2'], Infinity, 'training.l2: expected a number from 0 to 1e+100, got Infinity'],
    [
      ['training', 'optimizer', 'kind'],
      'adan',
      `training.optimizer.kind: expected ${oneOf('sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw')}, got "adan"; did you mean "adam"?`,
    ],
    [
      ['training', 'optimizer', 'stepSize'],
      NaN,
      'training.optimizer.stepSize: expected a number from 0 to 1e+100, or a list of one for each layer, got NaN',
    ],
    [['record'], [], 'record: expected a mapping of keys to values, got an empty list'],
    [['record', 'every'], 0, 'record.every: expected a whole number from 1 to 1000000000, got 0'],
    [
      ['record', 'probes'],
      'loss',
      'record.probes: expected a list of probes, got "loss"; write probes: [loss]',
    ],
    [
      ['record', 'probes'],
      ['loss', 'grad'],
      `record.probes[1]: expected ${oneOf(...probeNames())}, got "grad"; did you mean "gradient"?`,
    ],
  ])('%j', (path, value, message) => {
    expectMessage(changed(path, value), message);
  });
});

describe('a document that is right', () => {
  test('gets every default', () => {
    const { training, networks } = smallDocument();
    const { l2: _, ...least } = training;
    const document = { data: { kind: 'spiral' }, networks, training: least };
    expect(parseExperiment(document)).toEqual({
      seed: 0,
      data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
      networks: networks.map(network => ({
        ...network,
        activation: { kind: network.activation },
        normalization: 'none',
        residual: 'none',
        dropout: 0,
        bias: true,
        parameterization: 'standard',
      })),
      training: { ...least, schedule: { kind: 'constant', warmup: 0 }, l2: 0, batch: 'full' },
      record: { every: 1, probes: ['loss', 'gradient'] },
      precision: 'float64',
    });
  });

  test('{ layers, width } stands for equal layers', () => {
    expect(parseExperiment(changed(hidden, { layers: 3, width: 7 })).networks[0].hidden).toEqual([7, 7, 7]);
    expect(parseExperiment(changed(hidden, { layers: 0, width: 7 })).networks[0].hidden).toEqual([]);
  });

  test('is not changed, and shares nothing with what is made of it', () => {
    const document = smallDocument();
    const experiment = parseExperiment(document);
    experiment.networks[0].hidden.push(1);
    expect(document).toEqual(smallDocument());
  });

  test('may name its schema', () => {
    expect(parseExperiment(changed(['$schema'], './experiment.schema.json')).$schema).toBe(
      './experiment.schema.json',
    );
  });
});

function oneOf(...names: readonly string[]): string {
  return names.map(name => `"${name}"`).join(' or ');
}

function expectMessage(document: unknown, message: string): void {
  expect(() => parseExperiment(document)).toThrow(
    expect.objectContaining({ name: 'ExperimentError', message }),
  );
}
