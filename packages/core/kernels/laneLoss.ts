// The losses of several networks at once, one network a lane, each with the bits of src/network/loss.ts and softmax.ts.
// `targets` are values, or one-hot: each network's own.

import { expArray } from './exp';
import { logArray } from './log';

/** Σ (o − t)² / (n c) of each lane, and overwrites `d` with its gradient. */
export function laneSquaredError(outputs: usize, targets: usize, d: usize, n: i32, c: i32): v128 {
  const count = f64x2.splat(<f64>(n * c)), two = f64x2.splat(2);
  let sum = f64x2.splat(0);
  for (let i = 0; i < n * c; i++, outputs += 16, targets += 16, d += 16) {
    const error = f64x2.sub(v128.load(outputs), v128.load(targets));
    sum = f64x2.add(sum, f64x2.mul(error, error));
    v128.store(d, f64x2.div(f64x2.mul(two, error), count));
  }
  return f64x2.div(sum, count);
}

/** The mean of log Σ exp(scores) − scores[label] of each lane, and overwrites `d` with its gradient; `scratch` has 2 n vectors. */
export function laneCrossEntropy(scores: usize, oneHot: usize, d: usize, n: i32, c: i32, scratch: usize): v128 {
  const margins = scratch, totals = scratch + (<usize>n << 4);
  shiftByLargest(scores, oneHot, d, n, c, margins);
  expArray<f64>(d, d, 2 * n * c);
  normalize(oneHot, d, n, c, totals);
  logArray<f64>(totals, totals, 2 * n);
  let loss = f64x2.splat(0);
  for (let at: usize = 0; at < <usize>n << 4; at += 16) {
    loss = f64x2.add(loss, f64x2.sub(v128.load(totals + at), v128.load(margins + at)));
  }
  return f64x2.div(loss, f64x2.splat(<f64>n));
}

function shiftByLargest(scores: usize, oneHot: usize, d: usize, n: i32, c: i32, margins: usize): void {
  const row = <usize>c << 4, zero = f64x2.splat(0);
  for (let i = 0; i < n; i++, scores += row, oneHot += row, d += row, margins += 16) {
    let largest = v128.load(scores);
    for (let at: usize = 16; at < row; at += 16) {
      const score = v128.load(scores + at);
      largest = v128.bitselect(score, largest, f64x2.gt(score, largest));
    }
    let margin = zero;
    for (let at: usize = 0; at < row; at += 16) {
      const shifted = f64x2.sub(v128.load(scores + at), largest);
      v128.store(d + at, shifted);
      margin = v128.bitselect(shifted, margin, f64x2.ne(v128.load(oneHot + at), zero));
    }
    v128.store(margins, margin);
  }
}

/** d ← (d / its row's total − one-hot) / n */
function normalize(oneHot: usize, d: usize, n: i32, c: i32, totals: usize): void {
  const row = <usize>c << 4, count = f64x2.splat(<f64>n);
  for (let i = 0; i < n; i++, oneHot += row, d += row, totals += 16) {
    let total = f64x2.splat(0);
    for (let at: usize = 0; at < row; at += 16) total = f64x2.add(total, v128.load(d + at));
    v128.store(totals, total);
    for (let at: usize = 0; at < row; at += 16) {
      const share = f64x2.sub(f64x2.div(v128.load(d + at), total), v128.load(oneHot + at));
      v128.store(d + at, f64x2.div(share, count));
    }
  }
}

/** Rows whose largest output, the first of equals, is that of their label, in each lane. */
export function laneCorrect(outputs: usize, oneHot: usize, n: i32, c: i32): v128 {
  const row = <usize>c << 4;
  let correct = f64x2.splat(0);
  for (let i = 0; i < n; i++, outputs += row, oneHot += row) {
    let largest = v128.load(outputs), isRight = v128.load(oneHot);
    for (let at: usize = 16; at < row; at += 16) {
      const output = v128.load(outputs + at), isLarger = f64x2.gt(output, largest);
      largest = v128.bitselect(output, largest, isLarger);
      isRight = v128.bitselect(v128.load(oneHot + at), isRight, isLarger);
    }
    correct = f64x2.add(correct, isRight);
  }
  return correct;
}
