import { spawnSync } from 'node:child_process';
import { type Precision, parseExperiment, predict, prepare, Trainer, wasmEngine } from 'gradscope';
import * as ort from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import { writeOnnx } from '../src/index.ts';
import { scriptSamples } from './script/samples.ts';

ort.env.wasm.numThreads = 1;

/** How far onnxruntime may be from our own outputs, relative to the largest of them. */
const BOUND = { float64: 1e-12, float32: 1e-6 } as const;
/** Samples whose networks between them have every activation, normalization, skip connections, dropout and maxout. */
const NAMES = ['activations', 'normalized', 'perLayer', 'inits', 'binary', 'absoluteValues', 'softmaxTwice'];

function trained(name: string, precision: Precision) {
  const experiment = parseExperiment({ ...scriptSamples[name], precision });
  const { data, loss } = prepare(experiment);
  const runs = experiment.networks.map((_, index) => {
    const trainer = new Trainer(experiment, index);
    trainer.advance(experiment.training.steps + 1);
    return trainer.run();
  });
  return { data, loss, runs, classes: 'y' in data };
}

async function answers(bytes: Uint8Array, X: Float64Array, features: number, precision: Precision) {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const values = precision === 'float64' ? X : Float32Array.from(X);
  const outputs = await session.run({
    x: new ort.Tensor(precision, values, [X.length / features, features]),
  });
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { data }]) => [name, Float64Array.from(data as Float64Array)]),
  );
}

/** The largest difference, over the largest of the expected values. */
function distance(got: Float64Array, expected: Float64Array): number {
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...got.map((value, i) => Math.abs(value - expected[i]))) / scale;
}

describe.each(['float64', 'float32'] as const)('onnxruntime gives the same outputs in %s', precision => {
  test.each(NAMES)('of %s, also far from the data', async name => {
    const { data, loss, runs, classes } = trained(name, precision);
    for (const run of runs) {
      // Of a sine of many turns, the rounding of its argument alone is beyond the bound.
      const factor = run.name === 'sin' ? 2 : 40;
      const far = Float64Array.from([...data.X, ...data.X.map(x => factor * x)], Math.fround);
      const outputs = await answers(writeOnnx(run, { loss, classes }), far, data.features, precision);
      const expected = predict(wasmEngine(precision), run.layers, run.final, far);
      const got = outputs[classes ? 'scores' : 'values'];
      expect(expected.every(Number.isFinite), run.name).toBe(true);
      expect(distance(got, expected), run.name).toBeLessThan(BOUND[precision]);
    }
  });
});

test('a float64 network is written in float32 where that is asked for', async () => {
  const { data, loss, runs } = trained('activations', 'float64');
  const bytes = writeOnnx(runs[1], { loss, classes: true, precision: 'float32' });
  const { scores, probabilities } = await answers(bytes, data.X, data.features, 'float32');
  const expected = predict(wasmEngine('float64'), runs[1].layers, runs[1].final, data.X);
  expect(distance(scores, expected)).toBeLessThan(BOUND.float32);
  for (let row = 0; row < data.samples; row++) {
    const exponentials = expected.subarray(3 * row, 3 * row + 3).map(Math.exp);
    const sum = exponentials.reduce((total, value) => total + value);
    const own = probabilities.subarray(3 * row, 3 * row + 3);
    expect(
      distance(
        own,
        exponentials.map(value => value / sum),
      ),
    ).toBeLessThan(BOUND.float32);
  }
});

test('a network trained with squared error has no probabilities, one of values only values', async () => {
  const classes = trained('quantiles', 'float64');
  const bytes = writeOnnx(classes.runs[0], { loss: classes.loss, classes: true });
  expect(Object.keys(await answers(bytes, classes.data.X, 2, 'float64'))).toEqual(['scores']);
  const values = trained('curve', 'float64');
  const other = writeOnnx(values.runs[0], { loss: values.loss, classes: false });
  expect(Object.keys(await answers(other, values.data.X, 1, 'float64'))).toEqual(['values']);
});

test('of binary cross-entropy with logits the probabilities are the sigmoids of the scores', async () => {
  const { data, loss, runs, classes } = trained('logits', 'float64');
  const { scores, probabilities } = await answers(
    writeOnnx(runs[0], { loss, classes }),
    data.X,
    2,
    'float64',
  );
  const expected = scores.map(score => 1 / (1 + Math.exp(-score)));
  expect(distance(probabilities, expected)).toBeLessThan(1e-12);
});

test('the checker of ONNX finds nothing to complain of', ({ skip }) => {
  const python = pythonWith('onnx');
  if (!python) skip('no python3 with onnx here');
  const { loss, runs } = trained('normalized', 'float64');
  const check = 'import onnx, sys; onnx.checker.check_model(sys.stdin.buffer.read(), full_check=True)';
  for (const run of runs) {
    const input = writeOnnx(run, { loss, classes: true, classNames: ['a', 'b'] });
    const { status, stderr } = spawnSync(python!, ['-c', check], { input });
    expect([stderr.toString(), status]).toEqual(['', 0]);
  }
});
