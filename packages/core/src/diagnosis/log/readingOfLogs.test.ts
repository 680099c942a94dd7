import { describe, expect, it } from 'vitest';
import type { ImportedRun } from '../../log/importedRun.ts';
import { mergeColumns } from '../../log/mergeColumns.ts';
import type { RunDetail } from '../../log/runDetail.ts';
import { describeLogVerdict } from './describeLog.ts';
import { diagnoseLog } from './diagnoseLog.ts';

const series = (value: readonly number[]) => mergeColumns([{ step: value.map((_, i) => i), value }]);
const curve = (rows: number, at: (share: number) => number) =>
  Array.from({ length: rows }, (_, i) => at(i / (rows - 1)));
const run = (own: Partial<ImportedRun>): ImportedRun => ({ name: 'run', layers: [], series: {}, ...own });
const text = (one: ImportedRun) => describeLogVerdict(diagnoseLog(one)).join(' ');

/** A gradient that vanishes over twelve layers, of a run that stays where it is. */
const rows = 60;
const layers = Array.from({ length: 12 }, (_, l) => ({
  name: `l${l}`,
  fanIn: null,
  fanOut: null,
  size: null,
  activation: null,
}));
const vanishing = {
  layers,
  series: {
    loss: series(curve(rows, () => 2)),
    grad_l2: mergeColumns(
      layers.map((_, l) => ({
        step: curve(rows, share => share * (rows - 1)),
        value: curve(rows, () => 10 ** (l - 12)),
      })),
    ),
  },
};

describe('layers in an unknown order', () => {
  it('have no verdict that depends on it, and no step size is advised', () => {
    const kinds = (one: ImportedRun) => diagnoseLog(one).symptoms.map(({ kind }) => kind);
    expect(kinds(run(vanishing))).toContain('vanishing');
    const unknown = run({ ...vanishing, orderKnown: false, notes: ['Name them with --layers.'] });
    expect(kinds(unknown)).toEqual(['stalled']);
    expect(diagnoseLog(unknown).suggestions.join()).not.toMatch(/steps/);
    expect(text(unknown)).toContain('--layers');
  });
});

it('columns that may be gradients, and were not read, advise no step size', () => {
  const flat = { series: { loss: series(curve(rows, () => 2)) } };
  expect(diagnoseLog(run(flat)).suggestions.join()).toMatch(/steps/);
  expect(diagnoseLog(run({ ...flat, hasUnreadGradients: true })).suggestions.join()).not.toMatch(/steps/);
});

describe('a log of schema 2', () => {
  const NONE: RunDetail = {
    framework: null,
    model: null,
    every: 1,
    dtype: 'float32',
    device: null,
    optimizer: null,
    loss: null,
    modules: [],
    parameters: [],
    parameterSeries: {},
    moduleSeries: {},
    runSeries: {},
    time: {},
    attentionLogit: {},
    attentionEntropy: {},
    classes: null,
    bad: [],
    undefinedOperations: [],
  };
  const LINEAR = {
    name: '0',
    kind: 'Linear',
    settings: '',
    inputs: [32, 4],
    outputs: [32, 8],
    calls: 1,
    sequence: null,
  };
  const kinds = (one: ImportedRun) => diagnoseLog(one).symptoms.map(({ kind }) => kind);
  /** A run that has learned `learned` of what its best constant answer gets wrong. */
  const ofNeighbours = (score: number, learned: number, inputs = [32, 4], sequence: number | null = null) =>
    run({
      series: { loss: series(curve(rows, share => 1 - learned * share ** 0.1)) },
      detail: {
        ...NONE,
        modules: [{ ...LINEAR, inputs, sequence }],
        runSeries: {
          best_constant: series([1]),
          neighbours: series([score]),
          neighbours_deviation: series([0.05]),
          neighbours_ties: series([0]),
        },
      },
    });

  it('advises gates only if the recurrent layer that loses the signal through time has none', () => {
    const advice = (kind: string) => {
      const time = {
        step: Int32Array.of(0),
        columns: 20,
        values: Float64Array.from(curve(20, share => 10 ** (20 * share - 20))),
      };
      const forgets = run({
        series: { loss: series(curve(rows, () => 1)) },
        detail: { ...NONE, modules: [{ ...LINEAR, name: 'cell', kind, sequence: 1 }], time: { cell: time } },
      });
      expect(kinds(forgets)[0]).toBe('vanishing');
      return diagnoseLog(forgets).suggestions.join();
    };
    expect(advice('RNN')).toContain('use an LSTM or a GRU');
    expect(advice('LSTM')).not.toContain('use an LSTM or a GRU');
  });

  it('shows attention that looks at few positions from the first row on, in its layer, unless the run has learned', () => {
    const attends = (entropy: number, learned: number) =>
      run({
        layers: ['embed', 'encoder.attention', 'head'].map(name => ({
          name,
          fanIn: null,
          fanOut: null,
          size: 64,
          activation: null,
        })),
        series: { loss: series(curve(rows, share => 1 - learned * share)) },
        detail: { ...NONE, attentionEntropy: { 'encoder.attention': series([entropy, 0.01]) } },
      });
    const [first] = diagnoseLog(attends(0.1, 0.1)).symptoms;
    expect(first).toMatchObject({ kind: 'attention', layers: [2, 2] });
    expect(kinds(attends(0.8, 0.1))).not.toContain('attention');
    expect(kinds(attends(0.1, 0.9))).toEqual([]);
  });

  it('shows targets of other inputs if neighbours know nothing of them and the network has not learned them', () => {
    expect(kinds(ofNeighbours(0.05, 0.3))[0]).toBe('mismatch');
    expect(text(ofNeighbours(0.05, 0.3))).toContain(
      'nearest neighbours predict its target no better than chance',
    );
    expect(kinds(ofNeighbours(0.05, 0.8))).toEqual([]);
    expect(kinds(ofNeighbours(0.4, 0.3))).not.toContain('mismatch');
    // Neighbours that are reliably wrong, as for parity, know the targets too.
    expect(kinds(ofNeighbours(-0.9, 0.3))).not.toContain('mismatch');
    // Random samples of many features, or of many time steps, have no near neighbours.
    expect(kinds(ofNeighbours(0.05, 0.3, [32, 200]))).not.toContain('mismatch');
    expect(kinds(ofNeighbours(0.05, 0.3, [32, 20, 2], 1))).not.toContain('mismatch');
  });

  /** Three ReLU layers whose weights have norms of `size`, so that no gradient comes to the first two. */
  const small = (size: number, dtype: string, detail: Partial<RunDetail> = {}) => {
    const shapes = [4, 8, 8, 3];
    const columns = (value: readonly number[]) =>
      mergeColumns(
        value.map(one => ({ step: curve(rows, share => share * (rows - 1)), value: curve(rows, () => one) })),
      );
    return run({
      layers: [0, 1, 2].map(l => ({
        name: `${l}`,
        fanIn: shapes[l],
        fanOut: shapes[l + 1],
        size: null,
        activation: l < 2 ? 'relu' : null,
      })),
      series: {
        loss: series(curve(rows, () => 1.1)),
        grad_l2: columns([0, 0, 0]),
        grad_zeros: columns([1, 1, 1]),
        weight_l2: columns([size, size, size]),
        delta_norm: columns([0, 0, 0.1]),
        dead: columns([1, 1, Number.NaN]),
      },
      detail: {
        ...NONE,
        dtype,
        modules: [LINEAR],
        runSeries: { inputs_max: series([3]) },
        ...detail,
      },
    });
  };

  it('shows a gradient that its number format cannot hold, which other zeros are not', () => {
    expect(kinds(small(1e-24, 'float32'))[0]).toBe('underflow');
    expect(kinds(small(1e-24, 'float64'))).not.toContain('underflow');
    expect(kinds(small(1e-5, 'float16'))[0]).toBe('underflow');
    expect(kinds(small(0, 'float32'))).not.toContain('underflow');
    expect(kinds(small(1, 'float16'))[0]).toBe('dead');
  });

  it('says dead of units that are alike and off, and symmetric of those that are alike and on', () => {
    const parameters = [0, 1, 2].map(l => ({
      name: `${l}.weight`,
      module: 0,
      shape: [8, 8],
      frozen: false,
      shared: [],
    }));
    const alike = { parameters, parameterSeries: { weight_spread: small(1, '').series.grad_l2 } };
    const off = small(1, 'float32', alike);
    expect(kinds(off)).not.toContain('symmetric');
    const { dead: _, ...others } = off.series;
    expect(kinds({ ...off, series: others })[0]).toBe('symmetric');
  });

  it('says of a sigmoid layer that gets no gradient that it vanishes, since such units are never off', () => {
    const off = small(1, 'float64');
    const { dead: _, ...others } = off.series;
    const grad_l2 = mergeColumns(
      [0, 1e-38, 0.1].map(one => ({
        step: curve(rows, share => share * (rows - 1)),
        value: curve(rows, () => one),
      })),
    );
    const grad_zeros = mergeColumns(
      [1, 0.95, 0].map(one => ({
        step: curve(rows, share => share * (rows - 1)),
        value: curve(rows, () => one),
      })),
    );
    const sigmoid = off.layers.map(layer => ({ ...layer, activation: layer.activation && 'sigmoid' }));
    const got = kinds({ ...off, layers: sigmoid, series: { ...others, grad_l2, grad_zeros } });
    expect(got[0]).toBe('vanishing');
    expect(got).not.toContain('dead');
  });
});

it('one point is no verdict', () => {
  const one = run({ series: { loss: series([3.5]), accuracy: series([0.1]) } });
  expect(diagnoseLog(one)).toMatchObject({ trains: null, symptoms: [] });
  expect(text(one)).toContain('one point of its loss was logged');
});

it('parts of a loss are no loss', () => {
  const parts = run({ series: { grad_norm: series([1, 1]) }, lossParts: ['a', 'b'] });
  expect(text(parts)).toContain('its loss was logged in parts only');
});

it('the first epoch counts as the first, however many follow', () => {
  const epochs = run({ series: { loss: series([0.4, ...curve(299, share => 0.042 - 0.002 * share)]) } });
  expect(diagnoseLog({ ...epochs, stepUnit: 'epoch' }).trains).toBe(true);
  expect(diagnoseLog(epochs).trains).toBe(false);
});

describe('overfitting', () => {
  const falls = curve(50, share => 2 - share);
  const turns = curve(50, share => 1 + Math.abs(share - 0.3));

  it('is said if the loss on held-out data rises from its best while the loss falls', () => {
    expect(text(run({ series: { loss: series(falls), val_loss: series(turns) } }))).toContain('It overfits');
  });

  it.each([
    ['both rise', curve(50, share => 1 + share), turns],
    ['held-out data follow', falls, curve(50, share => 2.2 - share)],
    ['only the last point is worse', falls, [...curve(49, share => 2 - share), 1.5]],
    ['it stays near its best', falls, curve(50, share => 1 + 0.05 * Math.abs(share - 0.3))],
  ])('is not if %s', (_, loss, heldOut) => {
    expect(text(run({ series: { loss: series(loss), val_loss: series(heldOut) } }))).not.toContain(
      'overfits',
    );
  });
});
