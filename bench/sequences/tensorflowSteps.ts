// Prints the milliseconds of a training step of TensorFlow.js, one thread, on one of the networks in sequences.ts:
// node bench/sequences/tensorflowSteps.ts NAME STEPS BACKEND. Its own layers where it has them; attention, which it has not,
// of its operations, with its own gradients.
import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';

const [name, steps, backend] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const TURNS = 5;

setThreadsCount(1);
await tf.setBackend(backend);
await tf.ready();

function ofLayers(model: LayersModel, x: tf.Tensor, y: tf.Tensor, loss: string): () => Promise<unknown> {
  model.compile({ optimizer: tf.train.adam(0.001), loss });
  return () => model.trainOnBatch(x, y);
}

function recurrent(make: typeof layers.simpleRNN | typeof layers.lstm) {
  const model = sequential();
  // Orthogonal starts, its default, need an operation that its wasm backend lacks.
  model.add(
    make({ units: 64, inputShape: [100, 2], recurrentInitializer: 'glorotUniform' } as Parameters<
      typeof layers.lstm
    >[0]),
  );
  model.add(layers.dense({ units: 1 }));
  return ofLayers(model, tf.randomUniform([32, 100, 2]), tf.randomUniform([32, 1]), 'meanSquaredError');
}

function convolution() {
  const settings = { filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' } as const;
  const model = sequential();
  model.add(layers.conv2d({ ...settings, inputShape: [8, 8, 1] }));
  model.add(layers.conv2d(settings));
  model.add(layers.conv2d(settings));
  model.add(layers.flatten());
  model.add(layers.dense({ units: 10, activation: 'softmax' }));
  const classes = tf.oneHot(tf.randomUniform([64], 0, 10, 'int32'), 10);
  return ofLayers(model, tf.randomUniform([64, 8, 8, 1]), classes, 'categoricalCrossentropy');
}

const [SAMPLES, POSITIONS, WIDTH, HEADS, SYMBOLS] = [32, 64, 64, 4, 16];

function transformer() {
  const weight = (...shape: [number, number]) => tf.variable(tf.randomNormal(shape, 0, 0.1));
  const row = (size: number, start = 0) => tf.variable(tf.fill([size], start));
  const linear = (inputs: number, outputs: number) => ({ W: weight(inputs, outputs), b: row(outputs) });
  const norm = () => ({ gamma: row(WIDTH, 1), beta: row(WIDTH) });
  const embedding = weight(SYMBOLS, WIDTH);
  const places = weight(POSITIONS, WIDTH);
  const blocks = Array.from({ length: 4 }, () => ({
    norm1: norm(),
    qkv: linear(WIDTH, 3 * WIDTH),
    project: linear(WIDTH, WIDTH),
    norm2: norm(),
    up: linear(WIDTH, 4 * WIDTH),
    down: linear(4 * WIDTH, WIDTH),
  }));
  const out = linear(WIDTH, SYMBOLS);
  const optimizer = tf.train.adam(0.001);
  // Its wasm backend has no gradient of `gather`; a product does the same.
  const tokens = tf.oneHot(tf.randomUniform([SAMPLES * POSITIONS], 0, SYMBOLS, 'int32'), SYMBOLS);
  const target = tf.oneHot(tf.randomUniform([SAMPLES], 0, SYMBOLS, 'int32'), SYMBOLS);

  const times = (x: tf.Tensor, { W, b }: ReturnType<typeof linear>) => tf.add(tf.matMul(x, W), b);
  const normalized = (x: tf.Tensor, { gamma, beta }: ReturnType<typeof norm>) => {
    const { mean, variance } = tf.moments(x, 1, true);
    return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), gamma), beta);
  };
  const attention = (x: tf.Tensor, { qkv, project }: (typeof blocks)[number]) => {
    const parts = tf.reshape(times(x, qkv), [SAMPLES, POSITIONS, 3, HEADS, WIDTH / HEADS]);
    const [q, k, v] = tf.unstack(tf.transpose(parts, [2, 0, 3, 1, 4]));
    const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(WIDTH / HEADS));
    const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
    return times(tf.reshape(mixed, [SAMPLES * POSITIONS, WIDTH]), project);
  };
  const loss = () => {
    const embedded = tf.reshape(tf.matMul(tf.cast(tokens, 'float32'), embedding), [
      SAMPLES,
      POSITIONS,
      WIDTH,
    ]);
    let x: tf.Tensor = tf.reshape(tf.add(embedded, places), [SAMPLES * POSITIONS, WIDTH]);
    for (const block of blocks) {
      x = tf.add(x, attention(normalized(x, block.norm1), block));
      x = tf.add(x, times(tf.relu(times(normalized(x, block.norm2), block.up)), block.down));
    }
    const last = tf.squeeze(
      tf.slice(tf.reshape(x, [SAMPLES, POSITIONS, WIDTH]), [0, POSITIONS - 1, 0], [SAMPLES, 1, WIDTH]),
      [1],
    );
    return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(times(last, out)), target), 1))) as tf.Scalar;
  };
  return async () => optimizer.minimize(loss, true)?.dataSync();
}

const networks: Readonly<Record<string, () => () => Promise<unknown>>> = {
  tanh: () => recurrent(layers.simpleRNN),
  lstm: () => recurrent(layers.lstm),
  convolution,
  transformer,
};

const step = networks[name]();
await step();
const turns: number[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const start = performance.now();
  for (let i = 0; i < steps; i++) await step();
  turns.push((performance.now() - start) / steps);
}
console.log(turns.toSorted((a, b) => a - b)[TURNS >> 1]);
