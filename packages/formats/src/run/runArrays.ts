import {
  type AnyDataset,
  answersOf,
  arrayShapes,
  arraysOf,
  HELD_OUT_SERIES,
  isRegression,
  type LayerSettings,
  type Parameters,
  type Run,
} from 'gradscope';
import type { NpyArray } from '../npy.ts';

type Arrays = Record<string, NpyArray>;

/**
 * Everything about a run as arrays by name, for `writeNpz`: its data, the parameters it began and ended with, its history.
 *
 * `X` `[samples, features]`, `y` or `targets`, and the rows held out as `X_test`, `y_test` or `targets_test`; `init_W1`,
 * `init_b1`, … and `W1`, `b1`, …, with `U2` of a recurrent layer 2, `W3.2` of the second layer in block 3; `step`, `loss`, `accuracy` `[rows]`, and each recorded series `[rows, columns]` by its
 * name, of one column `[rows]`: `test_loss`, `test_accuracy`.
 */
export function runArrays(data: AnyDataset, { layers, initial, final, history }: Run): Arrays {
  const { step, loss, accuracy, series } = history;
  const rows = step.length;
  const recorded = Object.entries(series).map(([name, { columns, values }]) => [
    name,
    { shape: HELD_OUT_SERIES.includes(name) ? [rows] : [rows, columns], values },
  ]);
  return {
    ...dataArrays(data, ''),
    ...(data.test ? dataArrays(data.test, '_test') : {}),
    ...parameterArrays(initial, layers, 'init_'),
    ...parameterArrays(final, layers),
    step: { shape: [rows], values: step },
    loss: { shape: [rows], values: loss },
    accuracy: { shape: [rows], values: accuracy },
    ...Object.fromEntries(recorded),
  };
}

/**
 * `X`, `[samples, features]` or `[samples, …axes, channels]`; and `y`, the classes `[samples]`, or `targets`, the values
 * `[samples, outputs]`, behind `samples` the positions if each of them has an answer.
 */
function dataArrays(data: AnyDataset, suffix: string): Arrays {
  const { X, samples, features, axes = [] } = data;
  const channels = axes.reduce((rest, axis) => rest / axis, features);
  const answers = answersOf(data);
  const rows = answers === 1 ? [samples] : [samples, answers];
  const inputs = { [`X${suffix}`]: { shape: [samples, ...axes, channels], values: X } };
  if (!isRegression(data)) return { ...inputs, [`y${suffix}`]: { shape: rows, values: data.y } };
  return { ...inputs, [`targets${suffix}`]: { shape: [...rows, data.outputs], values: data.targets } };
}

/** Parameters of these layers as arrays by name, in their shapes: `W1`, `b1`, … behind the prefix. */
export function parameterArrays(
  parameters: Parameters,
  layers: readonly LayerSettings[],
  prefix = '',
): Arrays {
  const shapes = arrayShapes(layers);
  const named = parameters.flatMap((layer, l) =>
    arraysOf(layer).map(([name, values]): [string, NpyArray] => {
      return [`${prefix}${arrayName(name, l)}`, { shape: shapes[l][name] ?? [values.length], values }];
    }),
  );
  return Object.fromEntries(named);
}

/** The name in a file of an array of layer l, counted from 0: `W3`, and `W3.2` for `W.2`, of the second layer of a block. */
export function arrayName(name: string, l: number): string {
  const [own, ...inner] = name.split('.');
  return [`${own}${l + 1}`, ...inner].join('.');
}
