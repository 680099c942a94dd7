import type { EventValue } from '../src/index.ts';

const at = { step: 0, wallTime: 1.6e9 };

/** Values of each kind that is written. `checkWithTensorboard.py` says what TensorBoard must find of them. */
export const sampleEvents: readonly EventValue[] = [
  { ...at, kind: 'scalar', tag: 'loss', value: 0.5, precision: 'float32' },
  { ...at, step: 1, kind: 'scalar', tag: 'loss', value: 2 ** -149, precision: 'float32' },
  { ...at, kind: 'scalar', tag: 'exact', value: 1e-60, precision: 'float64' },
  { ...at, step: 2 ** 40, kind: 'scalar', tag: 'exact', value: 0.1, precision: 'float64' },
  {
    ...at,
    kind: 'histogram',
    tag: 'layer1/gradient',
    buckets: Float64Array.of(-1, 0, 3, 0, 0.5, 1),
    moments: { min: -1, max: 0.5, count: 4, sum: -1.25, sumSquares: 2.25 },
  },
  { ...at, kind: 'histogram', tag: 'layer2/gradient', buckets: Float64Array.of(-0.25, 0, 2, 0, 1e-30, 7) },
  { ...at, kind: 'tensor', tag: 'note', plugin: 'text', shape: [2], values: ['größer', ''] },
  { ...at, kind: 'tensor', tag: 'weights', plugin: '', shape: [2, 1], values: Float32Array.of(0.1, -0) },
  { ...at, step: -1, kind: 'tensor', tag: 'labels', plugin: '', shape: [], values: Int32Array.of(-7) },
];
