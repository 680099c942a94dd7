import { importLogs } from '@gradscope/formats';
import { type GradientLog, watch } from '@gradscope/tfjs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { diagnoseLog, RandomState } from 'gradscope';
import { beforeAll, describe, expect, it } from 'vitest';

const POINTS = 40;
const CLASSES = 3;

/** Arms of a spiral, and for each point its class as a one-hot vector. */
function spiral(): [tf.Tensor2D, tf.Tensor2D] {
  const random = new RandomState(1);
  const points = Array.from({ length: POINTS * CLASSES }, (_, i) => {
    const [label, radius] = [Math.floor(i / POINTS), (i % POINTS) / POINTS];
    const angle = 4 * (label + radius) + 0.1 * random.normal();
    return { label, x: [radius * Math.sin(angle), radius * Math.cos(angle)] };
  });
  return [
    tf.tensor2d(points.map(({ x }) => x)),
    tf.tensor2d(points.map(({ label }) => [0, 1, 2].map(k => (k === label ? 1 : 0)))),
  ];
}

function deepModel(activation: 'sigmoid' | 'relu', kind: 'glorotNormal' | 'heNormal'): tfl.LayersModel {
  const model = tfl.sequential();
  for (let l = 0; l < 7; l++) {
    const kernelInitializer = tfl.initializers[kind]({ seed: l + 1 });
    const input = l === 0 ? { inputShape: [2] } : {};
    model.add(tfl.layers.dense({ units: 12, activation, kernelInitializer, ...input }));
  }
  model.add(
    tfl.layers.dense({
      units: CLASSES,
      activation: 'softmax',
      kernelInitializer: tfl.initializers.glorotNormal({ seed: 9 }),
    }),
  );
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'categoricalCrossentropy' });
  return model;
}

async function runOf(log: GradientLog) {
  const bytes = new TextEncoder().encode(await log.jsonl());
  const { logs } = await importLogs([{ path: 'model.jsonl', read: () => bytes }]);
  return logs[0]!.run;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('watch', () => {
  it('logs a deep sigmoid model that model.fit does not train, and it is diagnosed as vanishing', async () => {
    const [x, y] = spiral();
    const model = deepModel('sigmoid', 'glorotNormal');
    const log = watch(model, { every: 5 });
    await model.fit(x, y, { epochs: 60, batchSize: POINTS * CLASSES, shuffle: false, verbose: 0 });
    const run = await runOf(log);
    expect(run.layers.map(({ fanIn, fanOut }) => [fanIn, fanOut])).toEqual([
      [2, 12],
      ...Array.from({ length: 6 }, () => [12, 12]),
      [12, 3],
    ]);
    expect([...run.series.grad_l2!.step]).toEqual(Array.from({ length: 12 }, (_, i) => 5 * i));
    const { symptoms, trains } = diagnoseLog(run);
    expect([symptoms[0]?.kind, trains]).toEqual(['vanishing', false]);
  });

  it('logs a ReLU model that trains, and no alarm is raised', async () => {
    const [x, y] = spiral();
    const model = deepModel('relu', 'heNormal');
    const log = watch(model, { every: 10 });
    await model.fit(x, y, { epochs: 150, batchSize: POINTS * CLASSES, shuffle: false, verbose: 0 });
    expect(diagnoseLog(await runOf(log))).toMatchObject({ healthy: true, trains: true });
  });

  it('has the numbers of tf.variableGrads, changes nothing of the training, and leaves no tensor behind', async () => {
    const [x, y] = spiral();
    const [model, twin] = [deepModel('relu', 'heNormal'), deepModel('relu', 'heNormal')];
    // What an optimizer keeps is made at its first step.
    await model.trainOnBatch(x, y);
    await twin.trainOnBatch(x, y);
    const expected = tf.tidy(() => {
      const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
      const loss = () =>
        tf.mean(tfl.metrics.categoricalCrossentropy(y, model.apply(x) as tf.Tensor)) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, weights);
      return tf.norm(grads[weights[0]!.name]!).dataSync()[0]!;
    });
    const log = watch(model, { every: 1 });
    const tensors = tf.memory().numTensors;
    const [watched, unwatched] = [await model.trainOnBatch(x, y), await twin.trainOnBatch(x, y)];
    const [, line] = (await log.jsonl()).split('\n');
    const { step, loss, layers } = JSON.parse(line!);
    expect([step, loss]).toEqual([0, unwatched]);
    expect(Object.values<Record<string, number>>(layers)[0]!.grad_l2! / expected).toBeCloseTo(1, 5);
    expect(watched).toBe(unwatched);
    expect(tf.memory().numTensors).toBe(tensors);
    const after = [model, twin].map(one => one.getWeights().map(weights => [...weights.dataSync()]));
    expect(after[0]).toEqual(after[1]);
  });

  it('logs the minimize of an optimizer, norms far below float32’s squares, NaN and Infinity; stop ends it', async () => {
    const optimizer = tf.train.sgd(0.1);
    const log = watch({ optimizer }, { every: 1 });
    const weights = tf.variable(tf.tensor2d([[1, 2]]), true, 'tiny/kernel');
    const factor = tf.tensor2d([[3e-30, 4e-30]]);
    optimizer.minimize(() => tf.sum(tf.mul(weights, factor)) as tf.Scalar, false, [weights]);
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
      weights.assign(tf.tensor2d([[1, 2]]));
      optimizer.minimize(() => tf.sum(tf.mul(weights, broken)) as tf.Scalar, false, [weights]);
    }
    log.stop();
    optimizer.minimize(() => tf.sum(tf.mul(weights, factor)) as tf.Scalar, false, [weights]);
    const { series, layers } = await runOf(log);
    expect(layers[0]!.name).toBe('tiny');
    expect(series.grad_l2!.values.length).toBe(3);
    expect(series.grad_l2!.values[0]! / 5e-30).toBeCloseTo(1, 5);
    expect(series.grad_l2!.values[1]).toBeNaN();
    expect(series.grad_l2!.values[2]).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses a model that is not compiled, and what is no number of updates', () => {
    expect(() => watch(tfl.sequential())).toThrow('model: expected one that is compiled');
    expect(() => watch({ optimizer: tf.train.sgd(1) }, { every: 0 })).toThrow(
      'every: expected a whole number from 1 on, got 0',
    );
  });
});
