import { type Precision, predict, wasmEngine } from 'gradscope';
import * as ort from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { writeOnnx } from '../src/index.ts';
import { layerSamples, preparedSample, trainedSample } from './script/layerSamples.ts';

ort.env.wasm.numThreads = 1;

/** How far onnxruntime may be from our own outputs, relative to the largest of them. */
const BOUND = { float64: 1e-12, float32: 3e-6 } as const;

async function answers(bytes: Uint8Array, X: Float64Array, sizes: readonly number[], precision: Precision) {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const values = precision === 'float64' ? X : Float32Array.from(X);
  const x = new ort.Tensor(precision, values, sizes);
  const { scores, values: predicted } = await session.run({ x });
  await session.release();
  return scores ?? predicted;
}

/** What is written in a file as text: its operators are. */
const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

const samples = layerSamples.map(sample => ({ ...sample, trained: trainedSample(sample) }));

describe.each(['float64', 'float32'] as const)('onnxruntime gives the same outputs in %s', precision => {
  test.each(samples)('$name', async sample => {
    const { run } = sample.trained;
    const { data, loss } = preparedSample(sample);
    const { samples: rows, features, axes = [] } = data;
    const channels = axes.reduce((rest, axis) => rest / axis, features);
    // Another number of rows than it was trained on: the first ones twice.
    const X = Float64Array.from([...data.X, ...data.X.subarray(0, 2 * features)], Math.fround);
    const bytes = writeOnnx(run, { loss, classes: 'y' in data, precision });
    const got = await answers(bytes, X, [rows + 2, ...axes, channels], precision);
    const expected = predict(wasmEngine('float64'), run.layers, run.final, X);
    expect(got.data).toHaveLength(expected.length);
    const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const errors = Array.from(got.data as Float64Array, (value, i) => Math.abs(value - expected[i]));
    expect(Math.max(...errors) / scale).toBeLessThan(BOUND[precision]);
  });
});

test.each(['float64', 'float32'] as const)('what is no token gives zeros in %s', async precision => {
  const sample = samples.find(({ name }) => name === 'tokens')!;
  const { run } = sample.trained;
  const X = Float64Array.of(0, 6, 7, -1, 1.5, 1e6);
  const { loss } = preparedSample(sample);
  const got = await answers(writeOnnx(run, { loss, classes: true, precision }), X, [1, 6, 1], precision);
  const expected = predict(wasmEngine('float64'), run.layers, run.final, X);
  for (const [i, value] of expected.entries()) expect(got.data[i]).toBeCloseTo(value, 5);
});

test.each([
  ['tanh', 'RNN'],
  ['relu', 'RNN'],
  ['lstm', 'LSTM'],
  ['gru', 'GRU'],
  ['convolution in two axes', 'Conv'],
])('of %s, float32 has the operator %s, which onnxruntime has in no other precision', (name, operator) => {
  const { trained, ...sample } = samples.find(one => one.name === name)!;
  const { data, loss } = preparedSample(sample);
  const write = (precision: Precision) =>
    textOf(writeOnnx(trained.run, { loss, classes: 'y' in data, precision }));
  expect(write('float32')).toMatch(new RegExp(`/${operator}_\\d`));
  expect(write('float64')).not.toMatch(new RegExp(`/${operator}_\\d`));
});
