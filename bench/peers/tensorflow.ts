import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import type { Job } from '../protocol.ts';
import { type Recorded, serve } from '../serve.ts';

/** Steps between two reads of the recorded values, so that recording does not wait at each step. */
const READ_EVERY = 100;

setThreadsCount(1);
await tf.setBackend(process.argv[2]);
await tf.ready();

/**
 * TensorFlow.js with the step written by hand. Arguments: backend `cpu` | `wasm`, and `transpose` to transpose a matrix
 * before it is multiplied instead of asking `matMul` to: what its own gradients ask for, and on wasm ten times slower.
 */
const transposeFirst = process.argv[3] === 'transpose';

await serve(([job], steps) => {
  const step = trainer(job);
  return () => {
    let pending: tf.Tensor1D[] = [];
    let last: readonly number[] = [];
    for (let i = 1; i <= steps; i++) {
      pending.push(step());
      if (i % READ_EVERY === 0 || i === steps) {
        last = Array.from(tf.tidy(() => tf.stack(pending)).dataSync()).slice(-4);
        tf.dispose(pending);
        pending = [];
      }
    }
    const [loss, ...gradient] = last;
    return { loss: loss!, gradient } satisfies Recorded;
  };
});

/** A function that makes one step, updates the parameters and returns loss and Σ|dW| of the three layers. */
function trainer(job: Job): () => tf.Tensor1D {
  const X = tf.tensor2d([...job.X], [job.samples, job.features]);
  const target = tf.cast(tf.oneHot(tf.tensor1d([...job.y], 'int32'), job.classes), 'float32');
  let W = job.layers.map(layer => tf.tensor2d([...layer.W], [layer.fanIn, layer.fanOut]));
  let b = job.layers.map(layer => tf.tensor1d([...layer.b]));
  const n = job.samples;
  const slope = job.activation === 'relu' ? tf.step : (h: tf.Tensor) => tf.mul(h, tf.sub(1, h));

  return () => {
    const old = [...W, ...b];
    const { recorded, newW, newb } = tf.tidy(() => {
      const h: tf.Tensor2D[] = [X];
      for (let l = 0; l < W.length - 1; l++) h.push(dense(h[l], W[l], b[l], job.activation));
      const probabilities = tf.softmax(dense(h.at(-1)!, W.at(-1)!, b.at(-1)!, 'linear'));
      const crossEntropy = tf.mul(tf.sum(tf.log(tf.sum(tf.mul(probabilities, target), 1))), -1 / n);
      const squares = W.map(w => tf.sum(tf.square(w)));
      const loss = tf.add(crossEntropy, tf.mul(tf.addN(squares), job.l2 / 2));

      let delta = tf.mul(tf.sub(probabilities, target), 1 / n) as tf.Tensor2D;
      const dW: tf.Tensor2D[] = [];
      const db: tf.Tensor1D[] = [];
      for (let l = W.length - 1; l >= 0; l--) {
        dW[l] = matMulTN(h[l], delta);
        db[l] = tf.sum(delta, 0);
        if (l > 0) delta = tf.mul(matMulNT(delta, W[l]), slope(h[l]));
      }
      const gradient = dW.map(d => tf.sum(tf.abs(d)));
      return {
        recorded: tf.stack([loss, ...gradient]) as tf.Tensor1D,
        // W − stepSize (dW + l2 W), with one pass less.
        newW: W.map((w, l) =>
          tf.sub<tf.Tensor2D>(tf.mul(w, 1 - job.stepSize * job.l2), tf.mul(dW[l], job.stepSize)),
        ),
        newb: b.map((v, l) => tf.sub<tf.Tensor1D>(v, tf.mul(db[l], job.stepSize))),
      };
    });
    tf.dispose(old);
    W = newW;
    b = newb;
    return recorded;
  };
}

function dense(
  a: tf.Tensor2D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: 'linear' | 'relu' | 'sigmoid',
): tf.Tensor2D {
  return tf.fused.matMul({ a, b: weights, bias, activation }) as tf.Tensor2D;
}

function matMulTN(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return transposeFirst ? tf.matMul(tf.transpose(a), b) : tf.matMul(a, b, true, false);
}

function matMulNT(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return transposeFirst ? tf.matMul(a, tf.transpose(b)) : tf.matMul(a, b, false, true);
}
