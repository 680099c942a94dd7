import type { SeriesName } from './index.ts';

/**
 * The records of one probe: row-major `[steps recorded, columns]`, float64; a column is a layer or a neuron.
 */
export interface Series {
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * The records of a network's training. Row `r` was measured at step `step[r]`, before that step's update.
 *
 * `series` holds one {@link Series} per quantity, by its name in files: `grad_l1`, `grad_l2`, `grad_max`,
 * `grad_mean`, `notebook_heuristic` have one column per layer; `grad_neuron` one per neuron, layer after
 * layer. If rows are held out, `test_loss` (without the `l2` term) and, for classes, `test_accuracy` have one
 * column: values at up to 200 recorded steps, spread evenly, and NaN at the others.
 */
export interface History {
  readonly step: Int32Array;
  /** Training loss, the `l2` term included. */
  readonly loss: Float64Array;
  /** Share of training samples classified right, 0 … 1. */
  readonly accuracy: Float64Array;
  readonly series: { readonly [name in SeriesName]?: Series };
}

/** The first `rows` rows of a history, as copies. */
export function firstRows({ step, loss, accuracy, series }: History, rows: number): History {
  const cut = ([name, { columns, values }]: [string, Series]): [string, Series] => [
    name,
    { columns, values: values.slice(0, rows * columns) },
  ];
  return {
    step: step.slice(0, rows),
    loss: loss.slice(0, rows),
    accuracy: accuracy.slice(0, rows),
    series: Object.fromEntries(Object.entries(series).map(cut)),
  };
}

/** A series by a name that may be of any; undefined if it was not recorded. */
export const seriesNamed = ({ series }: Pick<History, 'series'>, name: string): Series | undefined =>
  (series as Readonly<Record<string, Series>>)[name];
