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
  return logs[0].run;
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
    expect(run.layers.map(({ fanIn, fanOut, activation }) => [fanIn, fanOut, activation])).toEqual([
      [2, 12, 'sigmoid'],
      ...Array.from({ length: 6 }, () => [12, 12, 'sigmoid']),
      [12, 3, 'softmax'],
    ]);
    expect([...run.series.grad_l2.step]).toEqual(Array.from({ length: 12 }, (_, i) => 5 * i));
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
      return tf.norm(grads[weights[0].name]).dataSync()[0];
    });
    const log = watch(model, { every: 1 });
    const tensors = tf.memory().numTensors;
    const [watched, unwatched] = [await model.trainOnBatch(x, y), await twin.trainOnBatch(x, y)];
    const [, line] = (await log.jsonl()).split('\n');
    const { step, loss, grad_l2 } = JSON.parse(line);
    expect([step, loss]).toEqual([0, Number((unwatched as number).toPrecision(6))]);
    expect(grad_l2[0] / expected).toBeCloseTo(1, 5);
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
    const { series, layers, detail } = await runOf(log);
    expect(layers[0].name).toBe('tiny');
    expect(series.grad_l2.step.length).toBe(1);
    expect(series.grad_l2.values[0] / 5e-30).toBeCloseTo(1, 5);
    expect([...detail!.parameterSeries.grad_bad!.values]).toEqual([0, 1, 1]);
    expect(detail!.bad).toEqual([1, 2].map(step => ({ step, what: 'loss' })));
  });

  it('says optimizer, loss, modules in order of execution and parameters, frozen ones too', async () => {
    const model = tfl.sequential();
    const inner = tfl.sequential({ layers: [tfl.layers.dense({ units: 4, inputShape: [3], name: 'a' })] });
    model.add(inner);
    model.add(tfl.layers.reLU({ name: 'b' }));
    model.add(tfl.layers.dense({ units: 1, activation: 'sigmoid', name: 'c' }));
    inner.layers[0].trainable = false;
    const optimizer = tf.train.momentum(0.1, 0.9, true);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const log = watch(model, { every: 1 });
    await model.trainOnBatch(tf.ones([5, 3]), tf.ones([5, 1]));
    const { detail, layers } = await runOf(log);
    expect(detail).toMatchObject({
      framework: expect.stringMatching(/^tensorflow\.js \d/),
      model: 'Sequential',
      every: 1,
      dtype: 'float32',
      device: 'cpu',
      optimizer: { kind: 'Momentum', settings: { lr: 0.1, momentum: 0.9, nesterov: true } },
      loss: { kind: 'mse_loss', operations: ['sigmoid', 'mse_loss'], terms: 1 },
    });
    expect(
      detail!.modules.map(({ name, kind, inputs, outputs, calls }) => [name, kind, inputs, outputs, calls]),
    ).toEqual([
      ['a', 'Dense', [5, 3], [5, 4], 1],
      ['b', 'ReLU', [5, 4], [5, 4], 1],
      ['c', 'Dense', [5, 4], [5, 1], 1],
      ['c>sigmoid', 'sigmoid', null, [5, 1], 1],
    ]);
    expect(detail!.modules[0].settings).toContain('units=4');
    expect(detail!.parameters.map(({ module, shape, frozen }) => [module, shape, frozen])).toEqual([
      [0, [3, 4], true],
      [2, [4, 1], false],
    ]);
    expect(layers.map(({ fanIn, fanOut }) => [fanIn, fanOut])).toEqual([[4, 1]]);
  });

  it('has the statistics of inputs, targets, weights, updates and activations that hands compute', async () => {
    const [kernel, bias] = [
      tf.tensor2d([
        [1, -2],
        [0, -1],
      ]),
      tf.zeros([2]),
    ];
    const model = tfl.sequential({
      layers: [tfl.layers.dense({ units: 2, activation: 'relu', inputShape: [2] })],
    });
    model.compile({ optimizer: tf.train.sgd(0.5), loss: 'meanSquaredError' });
    model.setWeights([kernel, bias]);
    const log = watch(model, { every: 1 });
    await model.trainOnBatch(
      tf.tensor2d([
        [1, 5],
        [3, 5],
      ]),
      tf.tensor2d([
        [0, 4],
        [4, 4],
      ]),
    );
    const { runSeries, parameterSeries, moduleSeries } = (await runOf(log)).detail!;
    const valuesOf = (series: object) =>
      Object.fromEntries(Object.entries(series).map(([name, { values }]) => [name, [...values]]));
    // The outputs are [1, 0] and [3, 0]; ∂loss/∂W = [[−1, 0], [0, 0]] by (o − t)/2 = [0.5, −2], [−0.5, −2], of which ReLU passes the first.
    expect(valuesOf(runSeries)).toMatchObject({
      lr: [0.5],
      inputs_mean: [3.5],
      inputs_low: [1],
      inputs_high: [5],
      inputs_offset: [2],
      inputs_least: [1],
      inputs_most: [1],
      targets_mean: [3],
      targets_across: [1],
      outputs_max: [3],
      outputs_across: [0.5],
      best_constant: [2],
      grad_norm: [1],
      grad_norm_clipped: [1],
    });
    expect(valuesOf(parameterSeries)).toMatchObject({
      grad_l2: [1],
      grad_mean: [0.25],
      grad_max: [1],
      grad_zeros: [0.75],
      grad_bad: [0],
      weight_l2: [2.44949],
      weight_std: [1.11803],
      weight_spread: [0.912871],
      update_ratio: [0.204124],
    });
    expect(valuesOf(moduleSeries)).toMatchObject({
      out_mean: [Number.NaN, 1],
      out_std: [Number.NaN, 1.22474],
      out_max: [Number.NaN, 3],
      saturated: [Number.NaN, 0.5],
      dead: [Number.NaN, 0.5],
    });
  });

  it('says the classes so far, accuracy and the best constant, but no constant if samples are weighted', async () => {
    const model = tfl.sequential({
      layers: [tfl.layers.dense({ units: 3, activation: 'softmax', inputShape: [1] })],
    });
    model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    model.setWeights([tf.tensor2d([[1, 0, 0]]), tf.zeros([3])]);
    const log = watch(model, { every: 1 });
    for (const labels of [
      [0, 0, 1, 1],
      [0, 0, 0, 2],
    ])
      await model.trainOnBatch(tf.ones([4, 1]), tf.tensor1d(labels));
    await model.fit(tf.ones([4, 1]), tf.tensor1d([2, 2, 2, 2]), {
      epochs: 1,
      verbose: 0,
      classWeight: { 0: 1, 1: 1, 2: 3 },
    });
    const { detail, series } = await runOf(log);
    expect([...series.accuracy.values]).toEqual([0.5, 0.75, 0]);
    expect([...detail!.classes!].map(share => Math.round(12 * share))).toEqual([5, 2, 5]);
    const { step, values } = detail!.runSeries.best_constant!;
    expect([...step]).toEqual([0, 1]);
    expect(values[0]).toBeCloseTo(Math.log(2), 5);
    expect(detail!.loss).toEqual({ kind: 'cross_entropy', operations: ['cross_entropy'], terms: 1 });
  });

  it('leaves the model as it was after stop', async () => {
    const model = deepModel('relu', 'heNormal');
    const { computeGradients, applyGradients } = model.optimizer;
    const losses = (model as unknown as { model: tfl.LayersModel }).model.lossFunctions;
    const [loss] = losses;
    watch(model).stop();
    expect(Object.hasOwn(model.layers[0], 'call')).toBe(false);
    expect(losses[0]).toBe(loss);
    expect([model.optimizer.computeGradients, model.optimizer.applyGradients]).toEqual([
      computeGradients,
      applyGradients,
    ]);
  });

  it('refuses a model that is not compiled, and what is no number of updates', () => {
    expect(() => watch(tfl.sequential())).toThrow('model: expected one that is compiled');
    expect(() => watch({ optimizer: tf.train.sgd(1) }, { every: 0 })).toThrow(
      'every: expected a whole number from 1 on, got 0',
    );
  });
});
