import type { AnyDataset } from './dataset.ts';

type Row = ArrayLike<number>;

/** Rows that a program has: inputs, and for each row its class, 0, 1, …, or what is to be predicted. */
export type GivenData = {
  /** `[samples, features]` */
  readonly X: readonly Row[];
  /** The sizes of a row's axes, the channels left out: `[time]`, or `[height, width]`. */
  readonly axes?: readonly number[];
} & (
  | {
      /** `[samples]`, or the classes of all positions, `[samples · positions]`. */
      readonly y: ArrayLike<number>;
    }
  | {
      /** `[samples, outputs]`, or one number for each row; or for all positions, `[samples · positions, outputs]`. */
      readonly targets: readonly Row[] | ArrayLike<number>;
    }
);

/** The dataset of these rows. Throws `RangeError` if they are not rows of finite numbers, as many as answers. */
export function datasetOf(given: GivenData): AnyDataset {
  const { X: rows } = given;
  const X = matrix('data.X', rows);
  const samples = rows.length;
  const features = X.length / samples;
  const axes = given.axes && { axes: axesOf(given.axes, features) };
  const positions = axes ? product(axes.axes) : 1;
  if ('y' in given) {
    const y = classesOf(given.y, samples, positions);
    return {
      samples,
      features,
      ...axes,
      X,
      classes: y.reduce((most, label) => Math.max(most, label), 0) + 1,
      y,
    };
  }
  const answers = Array.from(given.targets as ArrayLike<Row | number>, row =>
    typeof row === 'number' ? [row] : row,
  );
  const targets = matrix('data.targets', answers);
  checkCount('data.targets', answers.length, samples, positions);
  return { samples, features, ...axes, X, outputs: targets.length / answers.length, targets };
}

const product = (factors: readonly number[]) => factors.reduce((result, factor) => result * factor, 1);

function axesOf(axes: readonly number[], features: number): readonly number[] {
  const areSizes = axes.length > 0 && axes.every(axis => Number.isInteger(axis) && axis > 0);
  if (areSizes && features % product(axes) === 0) return axes;
  throw new RangeError(
    `data.axes: expected sizes whose product divides ${features} features, got ${axes.join(' × ')}`,
  );
}

/** Row-major. */
function matrix(name: string, rows: readonly Row[]): Float64Array {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) throw new RangeError(`${name}: expected at least one row of numbers, got none`);
  const values = new Float64Array(rows.length * columns);
  for (const [n, row] of rows.entries()) {
    if (row.length !== columns) {
      throw new RangeError(`${name}[${n}]: expected ${columns} numbers as in row 0, got ${row.length}`);
    }
    const wrong = Array.from(row).find(value => !Number.isFinite(value));
    if (wrong !== undefined) throw new RangeError(`${name}[${n}]: expected finite numbers, got ${wrong}`);
    values.set(row, n * columns);
  }
  return values;
}

function classesOf(y: ArrayLike<number>, samples: number, positions: number): Int32Array {
  checkCount('data.y', y.length, samples, positions);
  const wrong = Array.from(y).findIndex(
    label => !(Number.isInteger(label) && label >= 0 && label < MOST_CLASSES),
  );
  if (wrong >= 0) {
    throw new RangeError(
      `data.y[${wrong}]: expected a class, a whole number from 0 to below ${MOST_CLASSES}, got ${y[wrong]}; numbers to predict are targets`,
    );
  }
  return Int32Array.from(y);
}

/** More outputs than this are no classes, but numbers. */
const MOST_CLASSES = 1000;

function checkCount(name: string, count: number, samples: number, positions: number): void {
  if (count !== samples && count !== samples * positions) {
    throw new RangeError(`${name}: expected one for each of the ${samples} rows of data.X, got ${count}`);
  }
}
