import type { ParquetColumn } from '../src/index.ts';

/** A column of each type, with and without missing values. What pyarrow read of it is in `fixtures/parquet/expected.json`. */
export const sampleParquet: readonly ParquetColumn[] = [
  { name: 'step', type: 'int32', values: Int32Array.of(-2147483648, 0, 2147483647, 3) },
  { name: 'loss', type: 'float64', values: [0.1, null, 5e-324, 1e300] },
  { name: 'rate', type: 'float32', values: Float32Array.of(0.5, 0.25, 2 ** -149, 1) },
  { name: 'status', type: 'string', values: ['größer', null, '', 'trained'] },
  { name: 'ok', type: 'boolean', values: [true, false, null, true] },
  { name: 'nothing', type: 'float64', values: [null, null, null, null] },
];
