/** Mean and variance of a column. */
export interface ColumnMoments {
  readonly mean: number;
  /** With the divisor n. */
  readonly variance: number;
}

/**
 * The moments of one column of a row-major `[n, columns]`, in two passes. For a column of equal numbers the
 * mean is that number and the variance 0: the rounded mean could differ from them and leave noise to divide
 * by.
 *
 * @returns NaN if there are no rows
 */
export function columnMoments(values: Float64Array, columns: number, column: number): ColumnMoments {
  const rows = values.length / columns;
  let [sum, isConstant] = [0, rows > 0];
  for (let i = column; i < values.length; i += columns) {
    sum += values[i];
    isConstant &&= values[i] === values[column];
  }
  if (isConstant) return { mean: values[column], variance: 0 };
  const mean = sum / rows;
  let squares = 0;
  for (let i = column; i < values.length; i += columns) squares += (values[i] - mean) * (values[i] - mean);
  return { mean, variance: squares / rows };
}
