import { expandSweep } from 'gradscope';
import { describe, expect, it } from 'vitest';
import type { MapCell } from './mapData.ts';
import { orderedAxis } from './orderedAxis.ts';
import { firstView, othersText, runsOf, stridesOf, sweepBands, sweepMaps } from './sweepMap.ts';

const { axes } = expandSweep({
  data: { kind: 'xor', samples: 8 },
  networks: [{ name: 'net', hidden: { layers: 1, width: 4 }, init: { kind: 'normal', std: 1 } }],
  training: { optimizer: { kind: 'sgd' }, steps: 2 },
  sweep: {
    axes: [
      {
        path: 'networks[0].activation',
        name: 'activation',
        list: ['relu', { kind: 'leakyRelu', slope: 0.2 }],
      },
      {
        path: 'training.optimizer.stepSize',
        name: 'step',
        range: { from: 0.01, to: 1, count: 3, scale: 'log' },
      },
      { path: 'networks[0].hidden.layers', name: 'depth', list: [1, 4] },
      { path: 'seed', list: [5, 6, 7, 8] },
    ],
  },
});

const cell = (loss: number, more: Partial<MapCell> = {}): MapCell => ({
  loss,
  accuracy: 1 - loss,
  firstLoss: 1,
  lastLoss: loss,
  firstGradient: loss,
  stepsToTarget: null,
  divergedAt: null,
  ...more,
});
const view = { x: 1, y: 2, facet: 0, others: [0, 0, 0, 'median'] } as const;

describe('sweepMaps', () => {
  it('has a map for each value of the facet, every cell a run of the sweep', () => {
    const maps = sweepMaps(axes, index => cell(index), { ...view, others: [0, 0, 0, 2] }, 'loss');
    expect(maps.map(({ title }) => title)).toEqual(['activation relu', 'activation leakyRelu slope 0.2']);
    expect(stridesOf(axes)).toEqual([24, 8, 4, 1]);
    expect(maps[1].runs).toEqual([26, 34, 42, 30, 38, 46]);
    expect(maps[1].map.cells.map(one => one!.loss)).toEqual(maps[1].runs);
  });

  const middle = (cells: (MapCell | undefined)[], measure: Parameters<typeof sweepMaps>[3] = 'loss') =>
    sweepMaps(axes, index => cells[index], { ...view, facet: undefined }, measure)[0].runs[0];

  it.each([
    ['of an odd number the one in the middle', [3, 1, 2].map(loss => cell(loss)), 2],
    ['of an even number the better of two', [3, 1, 2, 4].map(loss => cell(loss)), 2],
    ['of one that is not there yet the others', [cell(3), undefined, cell(1), cell(2)], 3],
    [
      'what diverged or failed is worse than any loss',
      [cell(Number.NaN, { divergedAt: 3 }), cell(9), cell(8), cell(Number.NaN, { failed: true })],
      1,
    ],
    ['where most diverged one of these', [3, 1, 2].map(at => cell(Number.NaN, { divergedAt: at })), 1],
    ['of none the first', [], 0],
  ] as const)('takes over seeds the run with the median loss: %s', (_, cells, run) => {
    expect(middle([...cells])).toBe(run);
  });

  it('takes the median of what it is coloured by', () => {
    const cells = [cell(1, { accuracy: 0.2 }), cell(2, { accuracy: 0.9 }), cell(3, { accuracy: 0.5 })];
    expect([middle(cells), middle(cells, 'accuracy')]).toEqual([1, 2]);
    const reached = [cell(1), cell(2, { stepsToTarget: 7 }), cell(3, { stepsToTarget: 0 })];
    expect(middle(reached, 'stepsToTarget')).toBe(1);
    const ill = [null, 'vanishing', 'vanishing'].map(symptom => cell(1, { symptom }));
    expect(middle(ill, 'symptom')).toBe(1);
  });

  it('has one row where there is but one axis', () => {
    const [map] = sweepMaps(axes, index => cell(index), { ...view, y: undefined, facet: undefined }, 'loss');
    expect([map.map.y.values, map.runs]).toEqual([[''], [1, 9, 17]]);
  });

  it('tells which runs are needed', () => {
    expect(runsOf(axes, { ...view, others: [0, 0, 0, 2] })).toHaveLength(12);
    expect(runsOf(axes, { x: 1, y: 2, others: [1, 0, 0, 3] })).toEqual([27, 31, 35, 39, 43, 47]);
    expect(runsOf(axes, view)).toEqual([...Array(48).keys()]);
  });

  it('has a series for each value of the facet, with all seeds at every place', () => {
    const { axis, series } = sweepBands(axes, index => cell(index), { ...view, others: [0, 0, 1, 'median'] });
    expect([axis.name, series.map(({ name }) => name)]).toEqual([
      'step',
      ['activation relu', 'activation leakyRelu slope 0.2'],
    ]);
    expect(series[1].cells[2].map(({ loss }) => loss)).toEqual([44, 45, 46, 47]);
  });

  it('shows the last two axes but the seed at first, and of that the median', () => {
    expect(firstView(axes)).toEqual({ x: 2, y: 1, others: [0, 0, 0, 'median'] });
    expect(firstView(axes.slice(2))).toEqual({ x: 0, y: 1, others: [0, 'median'] });
    expect(firstView(axes.slice(0, 1))).toEqual({ x: 0, y: undefined, others: [0] });
  });

  it('says what is shown of the other axes', () => {
    expect(othersText(axes, view)).toBe('the median over 4 values of seed');
    expect(othersText(axes, { x: 1, y: 2, others: [1, 0, 0, 2] })).toBe(
      'activation leakyRelu slope 0.2; seed 7',
    );
  });
});

describe('orderedAxis', () => {
  const of = (values: readonly (number | string)[], scale: 'list' | 'linear' | 'log') =>
    orderedAxis({ name: 'a', path: 'a', values, scale });

  it('of 200,000 values', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => i);
    expect(of(many, 'linear').axis.scale).toBe('linear');
  });

  it.each([
    [[1, 2, 3], 'linear', 'linear', [0, 1, 2]],
    [[0.01, 0.1, 1], 'log', 'log', [0, 1, 2]],
    [[1, 2, 4], 'linear', 'list', [0, 1, 2]],
    [[3, 1, 2], 'linear', 'list', [1, 2, 0]],
    [[3, 2, 1], 'linear', 'list', [2, 1, 0]],
    [[3, 1, 2], 'list', 'list', [0, 1, 2]],
    [['b', 'a'], 'list', 'list', [0, 1]],
    [[7], 'linear', 'linear', [0]],
  ] as const)('of %j, %s: %s, its values at %j', (values, scale, expected, places) => {
    const { axis, places: found } = of(values, scale);
    expect([axis.scale, found]).toEqual([expected, places]);
  });
});
