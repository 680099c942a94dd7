import { describe, expect, it } from 'vitest';
import { expandSweep, sweepComplaint } from './expandSweep.ts';

const base = {
  data: { kind: 'xor', samples: 16 },
  networks: [
    { name: 'net', hidden: { layers: 1, width: 4 }, activation: 'tanh', init: { kind: 'normal', std: 1 } },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10 },
};

const sweepOf = (axes: unknown, more: object = {}) => expandSweep({ ...base, sweep: { axes, ...more } });
const valuesOf = (axis: object) => sweepOf([{ path: 'training.optimizer.stepSize', ...axis }]).axes[0].values;

describe('the grid', () => {
  const sweep = sweepOf([
    { path: 'networks[0].hidden.layers', name: 'depth', list: [1, 2, 3] },
    { path: 'training.optimizer.stepSize', range: { from: 0.01, to: 1, count: 3, scale: 'log' } },
  ]);

  it('has every value with every other, the last axis varying fastest', () => {
    expect(sweep.total).toBe(9);
    expect(Array.from({ length: 9 }, (_, i) => sweep.valuesAt(i))).toEqual([
      [1, 0.01],
      [1, 0.1],
      [1, 1],
      [2, 0.01],
      [2, 0.1],
      [2, 1],
      [3, 0.01],
      [3, 0.1],
      [3, 1],
    ]);
  });

  it('makes the experiment of a run, with its defaults', () => {
    const { networks, training, seed } = sweep.experimentAt(7);
    expect(networks[0].hidden).toEqual([4, 4, 4]);
    expect(training.optimizer).toEqual({ kind: 'sgd', stepSize: 0.1 });
    expect(seed).toBe(0);
  });

  it('names an axis by its path unless told', () => {
    expect(sweep.axes.map(({ name }) => name)).toEqual(['depth', 'training.optimizer.stepSize']);
  });

  it.each([-1, 9, 0.5, Number.NaN])('has no run %d', index => {
    expect(() => sweep.valuesAt(index)).toThrow(`index: expected a run from 0 to 8, got ${index}`);
  });

  it('of a billion runs is made without enumerating them', () => {
    const million = { from: 0, to: 999_999, count: 1_000_000, whole: true };
    const large = sweepOf([
      { path: 'seed', range: million },
      { path: 'training.optimizer.stepSize', range: { from: 1, to: 1000, count: 1000 } },
    ]);
    expect(large.valuesAt(large.total - 1)).toEqual([999_999, 1000]);
  });

  it('takes mappings as values, and sets what the document leaves out', () => {
    const slopes = sweepOf([
      { path: 'networks[0].activation', list: ['relu', { kind: 'leakyRelu', slope: 0.2 }] },
      { path: 'training.l2', list: [0.5] },
    ]);
    expect(slopes.experimentAt(1).networks[0].activation).toEqual({ kind: 'leakyRelu', slope: 0.2 });
    expect(slopes.experimentAt(1).training.l2).toBe(0.5);
  });
});

describe('values', () => {
  it('of a linear range are as they would be written', () => {
    expect(valuesOf({ range: { from: 0, to: 1, count: 11 } })).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
    ]);
  });

  it('of a logarithmic range are, too, and may fall', () => {
    const range = { from: 1000, to: 0.001, count: 7, scale: 'log' };
    expect(valuesOf({ range })).toEqual([1000, 100, 10, 1, 0.1, 0.01, 0.001]);
  });

  it('of a range so narrow that zooming made it differ still', () => {
    const values = valuesOf({ range: { from: 0.1, to: 0.1 + 1e-12, count: 32 } });
    expect(new Set(values).size).toBe(32);
  });

  it('are whole, each once, where asked', () => {
    const range = { from: 1, to: 64, count: 13, scale: 'log', whole: true };
    expect(valuesOf({ range })).toEqual([1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64]);
  });

  it('drawn at random stay between the bounds, and follow the seed', () => {
    const random = { from: 0.001, to: 10, count: 200, scale: 'log' };
    const values = valuesOf({ random }) as number[];
    expect(values.every(value => value >= 0.001 && value <= 10)).toBe(true);
    expect(values.filter(value => value < 0.1).length).toBeGreaterThan(70);
    expect(valuesOf({ random })).toEqual(values);
    expect(valuesOf({ random: { ...random, seed: 1 } })).not.toEqual(values);
  });
});

describe('refuses', () => {
  const axis = { path: 'seed', list: [1] };

  it.each<[unknown, string]>([
    [undefined, 'sweep.axes: expected a list of 1 to 16 axes, got nothing'],
    [[], 'sweep.axes: expected a list of 1 to 16 axes, got an empty list'],
    [[{ path: 'seed' }], 'sweep.axes[0]: expected one of list, range and random, got a mapping'],
    [
      [{ ...axis, range: { from: 0, to: 1, count: 2 } }],
      'sweep.axes[0]: expected one of list, range and random, got a mapping',
    ],
    [
      [{ ...axis, pat: 1 }],
      'sweep.axes[0]: expected only the keys path, name, list, range, random, got "pat"',
    ],
    [[{ path: 'a b', list: [1] }], 'sweep.axes[0].path: expected a path into the experiment'],
    [
      [{ path: 'sweep.axes', list: [1] }],
      'sweep.axes[0].path: expected a key of the experiment, got "sweep.axes"',
    ],
    [
      [{ ...axis, name: 'Loss' }],
      'sweep.axes[0].name: expected a text of 1 to 64 characters on one line, but none of run_id',
    ],
    [[{ ...axis, name: 'a\nb' }], 'sweep.axes[0].name: expected a text of 1 to 64 characters on one line'],
    [[axis, axis], 'sweep.axes[1].path: expected a place that no other axis sets, got "seed"'],
    [
      [
        { path: 'training.optimizer', list: [1] },
        { path: 'training.optimizer.stepSize', list: [1] },
      ],
      'sweep.axes[1].path: expected a place that no other axis sets, got "training.optimizer.stepSize"',
    ],
    [
      [
        { ...axis, name: 'a' },
        { path: 'training.steps', name: 'A', list: [1] },
      ],
      'sweep.axes[1].name: expected a name no other axis has',
    ],
    [
      [{ path: 'seed', range: { from: 0, to: 1, count: 2, scale: 'log' } }],
      'sweep.axes[0].range.from: expected a number above 0, since the scale is log, got 0',
    ],
    [
      [{ path: 'seed', random: { from: 1, to: 0, count: 2 } }],
      'sweep.axes[0].random: expected from to be at most to',
    ],
    [
      [{ path: 'seed', range: { from: 0, to: 1, count: 0 } }],
      'sweep.axes[0].range.count: expected a whole number from 1 to 1000000, got 0',
    ],
    [[{ path: 'seed.x', list: [1] }, axis], 'sweep.axes[1].path: expected a place that no other axis sets'],
    [
      [{ path: 'networks[1].activation', list: ['relu'] }],
      'networks: expected a list of more than 1, got a list of 1 (with networks[1].activation = "relu")',
    ],
    [[{ path: 'training.stepz', list: [1] }], 'training: expected only the keys'],
    [
      [{ path: 'networks', list: [[...base.networks, ...base.networks]] }],
      'networks[1].name: expected a name no other network has',
    ],
  ])('%j', (axes, message) => {
    expect(() => sweepOf(axes)).toThrow(message);
  });

  it('a document without a sweep', () => {
    expect(() => expandSweep(base)).toThrow(
      'sweep: expected a mapping with the axes of the grid, got nothing',
    );
  });

  it('more than one network', () => {
    const networks = [...base.networks, { ...base.networks[0], name: 'other' }];
    expect(() => expandSweep({ ...base, networks, sweep: { axes: [axis] } })).toThrow(
      'networks: expected one network, since a run of a sweep trains one, got 2; make what differs an axis (with seed = 1)',
    );
  });

  it('more than a billion runs', () => {
    const range = { from: 0, to: 1, count: 100_000 };
    expect(() =>
      sweepOf([
        { path: 'seed', range },
        { path: 'training.l2', range },
      ]),
    ).toThrow('sweep.axes: expected at most 1000000000 runs, got 10000000000');
  });
});

describe('sweepComplaint', () => {
  it('says what is wrong, and where in the grid', () => {
    const sweep = sweepOf([
      { path: 'seed', list: [0, 1] },
      { path: 'training.optimizer.stepSize', list: [1, -1] },
    ]);
    expect(sweepComplaint(sweep)).toBe(
      'training.optimizer.stepSize: expected a number from 0 to 1e+100, got -1 (with seed = 0, training.optimizer.stepSize = -1)',
    );
  });

  it('finds what only two values together make wrong', () => {
    const sweep = sweepOf([
      { path: 'data.samples', list: [16, 4] },
      { path: 'training.batch', list: [2, 8] },
    ]);
    expect(sweepComplaint(sweep)).toContain('training.batch: expected at most the 4 points there are, got 8');
  });

  it('checks every value of every axis where there are too many runs to check each', () => {
    const stepSizes = Array.from({ length: 1000 }, (_, i) => (i === 977 ? -1 : i));
    const sweep = sweepOf([
      { path: 'training.optimizer.stepSize', list: stepSizes },
      { path: 'seed', range: { from: 0, to: 1000, count: 1001 } },
    ]);
    expect(sweepComplaint(sweep, 10)).toContain('got -1');
  });

  it('is silent about a sweep that is right', () => {
    expect(sweepComplaint(sweepOf([{ path: 'seed', list: [0, 1] }]))).toBeUndefined();
  });
});
