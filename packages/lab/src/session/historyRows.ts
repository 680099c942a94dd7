import type { History, Series } from 'gradscope';

type Numbers = Int32Array | Float64Array;

/**
 * Applies `pick` to every array of a history, each row of which has `columns` values. `pick` keeps the
 * array's type.
 */
export function mapArrays(
  history: History,
  pick: (values: Numbers, columns: number, name: string) => Numbers,
): History {
  const series = Object.entries(history.series).map(([name, { columns, values }]): [string, Series] => [
    name,
    { columns, values: pick(values, columns, name) as Float64Array },
  ]);
  return {
    step: pick(history.step, 1, 'step') as Int32Array,
    loss: pick(history.loss, 1, 'loss') as Float64Array,
    accuracy: pick(history.accuracy, 1, 'accuracy') as Float64Array,
    series: Object.fromEntries(series),
  };
}

/** Rows `from` … `to − 1` as copies. */
export function sliceRows(history: History, from: number, to = history.step.length): History {
  return mapArrays(history, (values, columns) => values.slice(from * columns, to * columns));
}

/** A zeroed array of the same type with `length` values. */
export function emptyLike(values: Numbers, length: number): Numbers {
  return values instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
}

/** The given rows, in that order, as copies. */
export function takeRows(history: History, rows: readonly number[]): History {
  return mapArrays(history, (values, columns) => {
    const taken = emptyLike(values, rows.length * columns);
    for (const [at, row] of rows.entries()) {
      taken.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
    }
    return taken;
  });
}

/** The number of rows recorded before `step`; rows are in order of their steps. */
export function rowsBefore({ step: steps }: History, step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const EMPTY_HISTORY: History = {
  step: new Int32Array(0),
  loss: new Float64Array(0),
  accuracy: new Float64Array(0),
  series: {},
};
