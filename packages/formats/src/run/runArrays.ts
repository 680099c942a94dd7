import {
  type AnyDataset,
  arraysOf,
  HELD_OUT_SERIES,
  isRegression,
  type Parameters,
  type Run,
} from 'gradscope';
import type { NpyArray } from '../npy.ts';

type Arrays = Record<string, NpyArray>;

/**
 * Everything about a run as arrays by name, for `writeNpz`: its data, the parameters it began and ended with, its history.
 *
 * `X` `[samples, features]`, `y` or `targets`, and the rows held out as `X_test`, `y_test` or `targets_test`; `init_W1`,
 * `init_b1`, … and `W1`, `b1`, …; `step`, `loss`, `accuracy` `[rows]`, and each recorded series `[rows, columns]` by its
 * name, of one column `[rows]`: `test_loss`, `test_accuracy`.
 */
export function runArrays(data: AnyDataset, { initial, final, history }: Run): Arrays {
  const { step, loss, accuracy, series } = history;
  const rows = step.length;
  const recorded = Object.entries(series).map(([name, { columns, values }]) => [
    name,
    { shape: HELD_OUT_SERIES.includes(name) ? [rows] : [rows, columns], values },
  ]);
  return {
    ...dataArrays(data, ''),
    ...(data.test ? dataArrays(data.test, '_test') : {}),
    ...parameterArrays(initial, 'init_'),
    ...parameterArrays(final),
    step: { shape: [rows], values: step },
    loss: { shape: [rows], values: loss },
    accuracy: { shape: [rows], values: accuracy },
    ...Object.fromEntries(recorded),
  };
}

/** `X`, and `y`, the classes `[samples]`, or `targets`, the values `[samples, outputs]`. */
function dataArrays(data: AnyDataset, suffix: string): Arrays {
  const { X, samples, features } = data;
  const inputs = { [`X${suffix}`]: { shape: [samples, features], values: X } };
  if (!isRegression(data)) return { ...inputs, [`y${suffix}`]: { shape: [samples], values: data.y } };
  return { ...inputs, [`targets${suffix}`]: { shape: [samples, data.outputs], values: data.targets } };
}

/** Parameters as arrays by name: `W1`, `b1`, … behind the prefix. */
export function parameterArrays(parameters: Parameters, prefix = ''): Arrays {
  const named = parameters.flatMap((layer, l) =>
    arraysOf(layer).map(([name, values]): [string, NpyArray] => {
      const shape = name === 'W' ? [layer.fanIn, layer.fanOut] : [values.length];
      return [`${prefix}${name}${l + 1}`, { shape, values }];
    }),
  );
  return Object.fromEntries(named);
}
