import { type AnyDataset, answersOf, type Inputs, isRegression } from './dataset.ts';

/** The rows of a row-major `[n, columns]` in the order of their indices. */
export function takeRows(values: Float64Array | Int32Array, columns: number, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    taken.set(values.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return taken;
}

/** The inputs of these rows. */
export function takeInputs({ X, features, axes }: Inputs, rows: Int32Array): Inputs {
  return { samples: rows.length, features, X: takeRows(X, features, rows), ...(axes && { axes }) };
}

/** The dataset with these rows alone, in their order; `answers` are the rows whose answers they get, by default their own. */
export function takeSamples<Data extends AnyDataset>(data: Data, rows: Int32Array, answers = rows): Data {
  const goals = isRegression(data)
    ? { targets: takeRows(data.targets, data.targets.length / data.samples, answers) }
    : { y: Int32Array.from(takeRows(data.y, answersOf(data), answers)) };
  return { ...data, ...takeInputs(data, rows), ...goals };
}
