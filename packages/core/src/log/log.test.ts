import { describe, expect, it } from 'vitest';
import { seriesNamed } from '../probe/history.ts';
import { deriveSeries } from './deriveSeries.ts';
import { type ImportedRun, type LoggedLayer, recordedAt } from './importedRun.ts';
import { mergeColumns } from './mergeColumns.ts';

const layer = (name: string, size: number | null = null): LoggedLayer => ({
  name,
  fanIn: null,
  fanOut: null,
  size,
  activation: null,
});
const one = (step: number[], value: number[]) => mergeColumns([{ step, value }]);

describe('mergeColumns', () => {
  it('has a row for each step of any column, NaN where one has none; the later of two entries counts', () => {
    const { columns, step, values } = mergeColumns([
      { step: [5, 0, 5], value: [1, 2, 3] },
      undefined,
      { step: [7], value: [4] },
    ]);
    const { NaN: none } = Number;
    expect([columns, [...step]]).toEqual([3, [0, 5, 7]]);
    expect([...values]).toEqual([2, none, none, 3, none, none, none, none, 4]);
  });

  it('of nothing has no rows', () => {
    expect(mergeColumns([undefined])).toEqual({
      columns: 1,
      step: new Int32Array(0),
      values: new Float64Array(0),
    });
  });
});

describe('recordedAt', () => {
  const run: ImportedRun = {
    name: 'run',
    layers: [layer('a')],
    series: {
      loss: one([0, 1, 2, 3], [4, 3, 2, 1]),
      grad_l2: one([1, 3], [10, 30]),
      weight_l2: one([3], [7]),
    },
  };

  it('has the rows of the series that is asked for, with the loss last logged by then', () => {
    const { history } = recordedAt(run, 'grad_l2');
    expect([...history.step]).toEqual([1, 3]);
    expect([...history.loss]).toEqual([3, 1]);
    expect([...history.accuracy]).toEqual([Number.NaN, Number.NaN]);
    expect([...seriesNamed(history, 'weight_l2')!.values]).toEqual([Number.NaN, 7]);
  });

  it('refuses a series that was not logged', () => {
    expect(() => recordedAt(run, 'dead')).toThrow('name: expected a series that run has, got dead');
  });
});

describe('deriveSeries', () => {
  it('makes means of sums where sizes are known', () => {
    const { grad_mean } = deriveSeries({ grad_l1: one([0, 1], [8, 4]) }, [layer('a', 16)]);
    expect([...grad_mean.values]).toEqual([0.5, 0.25]);
    expect(deriveSeries({ grad_l1: one([0], [8]) }, [layer('a')])).not.toHaveProperty('grad_mean');
  });

  it('makes update ratios at the steps at which both parts were logged', () => {
    const { update_ratio } = deriveSeries(
      { update_l2: one([0, 1], [1, 2]), weight_l2: one([1, 2], [8, 8]) },
      [layer('a')],
    );
    expect([...update_ratio.values]).toEqual([Number.NaN, 0.25]);
  });

  it('splits the signal between weights and what is between the layers; their product is the whole', () => {
    const two = (a: number, b: number) =>
      mergeColumns([
        { step: [0], value: [a] },
        { step: [0], value: [b] },
      ]);
    const layers = [layer('a'), layer('b')];
    const derived = deriveSeries({ delta_norm: two(0.5, 4), input_delta_norm: two(Number.NaN, 2) }, layers);
    expect([...derived.ledger_weights.values]).toEqual([0.5]);
    expect([...derived.ledger_slope.values]).toEqual([0.25]);
    const lacking = { delta_norm: two(0.5, Number.NaN), input_delta_norm: two(Number.NaN, 2) };
    expect(deriveSeries(lacking, layers)).not.toHaveProperty('ledger_weights');
  });
});
