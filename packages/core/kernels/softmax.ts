// Softmax of rows, and softmax cross-entropy of scores[m, c]. What changes in the second against the plain version: exp
// and log run over whole arrays, between passes over the rows, so that they fill their vectors even with two or three
// classes.

import { expArray } from './exp';
import { logArray } from './log';

/**
 * h ← softmax(scale · h) of each row of h[m, c]. If it is `causal`, row r of a square block of c rows has r + 1 entries,
 * the others become 0.
 */
export function softmaxRows<T>(h: usize, m: i32, c: i32, scale: T, causal: bool): void {
  const row = <usize>c * sizeof<T>();
  for (let i = 0; i < m; i++, h += row) {
    const count = causal ? (i % c) + 1 : c;
    const end = h + <usize>count * sizeof<T>();
    const largest = scaleRow<T>(h, end, scale);
    for (let j = h; j < end; j += sizeof<T>()) store<T>(j, load<T>(j) - largest);
    expArray<T>(h, h, count);
    let total = <T>0;
    for (let j = h; j < end; j += sizeof<T>()) total += load<T>(j);
    divideRow<T>(h, end, total);
    memory.fill(end, 0, h + row - end);
  }
}

/** x ← scale · x; returns the largest. */
function scaleRow<T>(x: usize, end: usize, scale: T): T {
  const factor = v128.splat<T>(scale);
  let top = v128.splat<T>(<T>-Infinity);
  for (; x + 16 <= end; x += 16) {
    const v = v128.mul<T>(factor, v128.load(x));
    v128.store(x, v);
    top = v128.pmax<T>(top, v);
  }
  top = v128.pmax<T>(top, v128.shuffle<i64>(top, top, 1, 0));
  if (sizeof<T>() == 4) top = v128.pmax<T>(top, v128.shuffle<i32>(top, top, 1, 0, 3, 2));
  let largest = v128.extract_lane<T>(top, 0);
  for (; x < end; x += sizeof<T>()) {
    const value = scale * load<T>(x);
    store<T>(x, value);
    if (value > largest) largest = value;
  }
  return largest;
}

function divideRow<T>(x: usize, end: usize, by: T): void {
  const divisor = v128.splat<T>(by);
  for (; x + 16 <= end; x += 16) v128.store(x, v128.div<T>(v128.load(x), divisor));
  for (; x < end; x += sizeof<T>()) store<T>(x, load<T>(x) / by);
}

/** d ← scale · h ⊙ (d − Σ d h) of each row of d[m, c], h the softmax. */
export function softmaxRowsBackward<T>(h: usize, d: usize, m: i32, c: i32, scale: T): void {
  const row = <usize>c * sizeof<T>();
  const factor = v128.splat<T>(scale);
  for (let i = 0; i < m; i++) {
    const end = d + row;
    let mean = <T>0;
    for (let j: usize = 0; j < row; j += sizeof<T>()) mean += load<T>(d + j) * load<T>(h + j);
    const means = v128.splat<T>(mean);
    for (; d + 16 <= end; d += 16, h += 16) {
      v128.store(d, v128.mul<T>(v128.mul<T>(factor, v128.load(h)), v128.sub<T>(v128.load(d), means)));
    }
    for (; d < end; d += sizeof<T>(), h += sizeof<T>()) {
      store<T>(d, scale * load<T>(h) * (load<T>(d) - mean));
    }
  }
}

/** Samples whose largest score is their class, after the last call. */
export let correct: i32 = 0;

/**
 * Overwrites d[m, c] = (softmax − one-hot) / m and returns the mean loss. `margins` and `totals` are scratch for m
 * elements each: a row's score of its class less its largest, and its sum of exponentials.
 */
export function softmaxCrossEntropy<T>(
  scores: usize, labels: usize, d: usize, m: i32, c: i32, margins: usize, totals: usize,
): f64 {
  shiftByLargest<T>(scores, labels, d, m, c, margins);
  expArray<T>(d, d, m * c);
  normalize<T>(labels, d, m, c, totals);
  logArray<T>(totals, totals, m);
  let loss: f64 = 0;
  for (let i = 0; i < m; i++) {
    const at = <usize>i * sizeof<T>();
    loss += <f64>(load<T>(totals + at) - load<T>(margins + at));
  }
  return loss / <f64>m;
}

/** d ← scores − the row's largest; counts `correct`. */
function shiftByLargest<T>(scores: usize, labels: usize, d: usize, m: i32, c: i32, margins: usize): void {
  const row = <usize>c * sizeof<T>();
  correct = 0;
  for (let i = 0; i < m; i++) {
    let at = 0;
    let largest = load<T>(scores);
    for (let j = 1; j < c; j++) {
      const score = load<T>(scores + <usize>j * sizeof<T>());
      if (score > largest) {
        largest = score;
        at = j;
      }
    }
    const label = load<i32>(labels + (<usize>i << 2));
    if (at == label) correct++;
    for (let j: usize = 0; j < row; j += sizeof<T>()) store<T>(d + j, load<T>(scores + j) - largest);
    store<T>(margins + <usize>i * sizeof<T>(), load<T>(d + <usize>label * sizeof<T>()));
    scores += row;
    d += row;
  }
}

/** d ← (d / its row's total − one-hot) / m */
function normalize<T>(labels: usize, d: usize, m: i32, c: i32, totals: usize): void {
  const row = <usize>c * sizeof<T>();
  for (let i = 0; i < m; i++, d += row) {
    let total = <T>0;
    for (let j: usize = 0; j < row; j += sizeof<T>()) total += load<T>(d + j);
    store<T>(totals + <usize>i * sizeof<T>(), total);
    const own = d + <usize>load<i32>(labels + (<usize>i << 2)) * sizeof<T>();
    for (let j = d; j < d + row; j += sizeof<T>()) {
      store<T>(j, (load<T>(j) / total - (j == own ? <T>1 : <T>0)) / <T>m);
    }
  }
}
