import { closeSync, openSync, writeSync } from 'node:fs';
import { type EventValue, writeEvents } from '../../packages/formats/dist/index.js';

const LAYERS = 24;
const tags = Array.from({ length: LAYERS }, (_, i) => [
  `gradients/layers.${i}.weight`,
  `gradients/layers.${i}.bias`,
]);

/** Kinds of event files as people have them; each gives the values of a tag at a step. */
export const eventFiles: Readonly<Record<string, (tag: string, step: number) => EventValue>> = {
  'scalars (PyTorch)': (tag, step) => ({ ...logged(tag, step), kind: 'scalar', value: 1 / (step + 1) }),
  'scalars (TensorFlow 2)': (tag, step) => ({
    ...logged(tag, step),
    kind: 'scalar',
    value: 1 / (step + 1),
    precision: 'float64',
  }),
  'histograms (PyTorch)': (tag, step) => ({
    ...logged(tag, step),
    kind: 'histogram',
    buckets: bucketsOf(300),
    moments: { min: -1, max: 1, count: 45_150, sum: 0, sumSquares: 1 },
  }),
  'histograms (TensorFlow 2)': (tag, step) => ({
    ...logged(tag, step),
    kind: 'histogram',
    buckets: bucketsOf(30),
  }),
};

function logged(tag: string, step: number) {
  return { tag, step, wallTime: 1.6e9 + step / 10 };
}

function bucketsOf(count: number): Float64Array {
  const edge = (i: number) => (2 * i) / count - 1;
  return Float64Array.from({ length: 3 * count }, (_, i) => {
    const row = Math.floor(i / 3);
    return [edge(row), edge(row + 1), row + 1][i % 3]!;
  });
}

/** Writes a file of about this many bytes: some steps, over and over; returns how many values it holds. */
export function writeEventFile(path: string, kind: string, bytes: number): number {
  const valueAt = eventFiles[kind]!;
  const perStep = writeEvents(tags.flat().map(tag => valueAt(tag, 1000))).length;
  const steps = Math.max(1, Math.round(2 ** 23 / perStep));
  const values = Array.from({ length: steps }, (_, i) =>
    tags.flat().map(tag => valueAt(tag, 1000 + i)),
  ).flat();
  const block = writeEvents(values);
  const blocks = Math.ceil(bytes / block.length);
  const file = openSync(path, 'w');
  for (let i = 0; i < blocks; i++) writeSync(file, block);
  closeSync(file);
  return blocks * values.length;
}
