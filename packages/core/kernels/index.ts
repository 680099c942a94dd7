// What the kernels export: every function once for float64 (…64) and once for float32 (…32). Pointers are in bytes,
// sizes in elements, matrices row-major. The contract is src/engine/engine.ts; src/engine/wasm.ts is the only caller, but
// of what is about lanes: that is for src/engine/lanes.ts.

import { columnSums, largest, magnitudes, squareSum } from './sums';
import { activate, multiplyBySlope } from './activation';
import { correct, softmaxCrossEntropy, softmaxRows, softmaxRowsBackward } from './softmax';
import { dense, denseInputGradient, denseScratchBytes, denseWeightGradient } from './dense';
import { descend } from './descend';
import { expArray } from './exp';
import { evaluateLanes, firstGradientLanes, trainLanes } from './laneTrain';
import { logArray } from './log';
import { gatherRows, scatterRows } from './rows';
import { sigmoidArray } from './sigmoid';
import { tanhArray } from './tanh';

/** The first byte that the tables do not use. */
export function firstFreeByte(): usize {
  return __heap_base;
}

/** Samples that the last softmaxCrossEntropy found classified right. */
export function correctCount(): i32 {
  return correct;
}

/** Σ(scale x)² of the last magnitudes. */
export function lastSquareSum(): f64 {
  return squareSum;
}

/** max|x| of the last magnitudes, NaN passed over. */
export function lastLargest(): f64 {
  return largest;
}

export function magnitudes64(x: usize, count: i32, scale: f64): f64 {
  return magnitudes<f64>(x, count, scale);
}
export function magnitudes32(x: usize, count: i32, scale: f64): f64 {
  return magnitudes<f32>(x, count, scale);
}

export function activate64(activation: i32, h: usize, count: i32): void {
  activate<f64>(activation, h, count);
}
export function activate32(activation: i32, h: usize, count: i32): void {
  activate<f32>(activation, h, count);
}

export function multiplyBySlope64(activation: i32, h: usize, d: usize, count: i32): void {
  multiplyBySlope<f64>(activation, h, d, count);
}
export function multiplyBySlope32(activation: i32, h: usize, d: usize, count: i32): void {
  multiplyBySlope<f32>(activation, h, d, count);
}

export function dense64(x: usize, W: usize, b: usize, activation: i32, h: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  dense<f64>(x, W, b, activation, h, n, i, o, scratch);
}
export function dense32(x: usize, W: usize, b: usize, activation: i32, h: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  dense<f32>(x, W, b, activation, h, n, i, o, scratch);
}

export function denseWeightGradient64(x: usize, dz: usize, dW: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  denseWeightGradient<f64>(x, dz, dW, n, i, o, scratch);
}
export function denseWeightGradient32(x: usize, dz: usize, dW: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  denseWeightGradient<f32>(x, dz, dW, n, i, o, scratch);
}

export function denseInputGradient64(dz: usize, W: usize, activation: i32, h: usize, dx: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  denseInputGradient<f64>(dz, W, activation, h, dx, n, i, o, scratch);
}
export function denseInputGradient32(dz: usize, W: usize, activation: i32, h: usize, dx: usize, n: i32, i: i32, o: i32, scratch: usize): void {
  denseInputGradient<f32>(dz, W, activation, h, dx, n, i, o, scratch);
}

export function denseScratchBytes64(i: i32, o: i32): f64 {
  return denseScratchBytes<f64>(i, o);
}
export function denseScratchBytes32(i: i32, o: i32): f64 {
  return denseScratchBytes<f32>(i, o);
}

export function columnSums64(x: usize, m: i32, n: i32, sums: usize, magnitude: bool): void {
  columnSums<f64>(x, m, n, sums, magnitude);
}
export function columnSums32(x: usize, m: i32, n: i32, sums: usize, magnitude: bool): void {
  columnSums<f32>(x, m, n, sums, magnitude);
}

export function softmaxCrossEntropy64(scores: usize, labels: usize, d: usize, m: i32, c: i32, margins: usize, totals: usize): f64 {
  return softmaxCrossEntropy<f64>(scores, labels, d, m, c, margins, totals);
}
export function softmaxCrossEntropy32(scores: usize, labels: usize, d: usize, m: i32, c: i32, margins: usize, totals: usize): f64 {
  return softmaxCrossEntropy<f32>(scores, labels, d, m, c, margins, totals);
}

export function softmaxRows64(h: usize, m: i32, c: i32, scale: f64, causal: bool): void {
  softmaxRows<f64>(h, m, c, scale, causal);
}
export function softmaxRows32(h: usize, m: i32, c: i32, scale: f64, causal: bool): void {
  softmaxRows<f32>(h, m, c, <f32>scale, causal);
}

export function softmaxRowsBackward64(h: usize, d: usize, m: i32, c: i32, scale: f64): void {
  softmaxRowsBackward<f64>(h, d, m, c, scale);
}
export function softmaxRowsBackward32(h: usize, d: usize, m: i32, c: i32, scale: f64): void {
  softmaxRowsBackward<f32>(h, d, m, c, <f32>scale);
}

export function scatterRows64(d: usize, list: usize, length: i32, samples: i32, xSample: usize, row: usize, dx: usize): void {
  scatterRows<f64>(d, list, length, samples, xSample, row, dx);
}
export function scatterRows32(d: usize, list: usize, length: i32, samples: i32, xSample: usize, row: usize, dx: usize): void {
  scatterRows<f32>(d, list, length, samples, xSample, row, dx);
}

export function descend64(x: usize, dx: usize, count: i32, stepSize: f64, decay: f64): void {
  descend<f64>(x, dx, count, stepSize, decay);
}
export function descend32(x: usize, dx: usize, count: i32, stepSize: f64, decay: f64): void {
  descend<f32>(x, dx, count, <f32>stepSize, <f32>decay);
}

export function expArray64(x: usize, out: usize, count: i32): void {
  expArray<f64>(x, out, count);
}
export function expArray32(x: usize, out: usize, count: i32): void {
  expArray<f32>(x, out, count);
}

export function logArray64(x: usize, out: usize, count: i32): void {
  logArray<f64>(x, out, count);
}
export function logArray32(x: usize, out: usize, count: i32): void {
  logArray<f32>(x, out, count);
}

export function tanhArray64(x: usize, out: usize, count: i32): void {
  tanhArray<f64>(x, out, count);
}
export function tanhArray32(x: usize, out: usize, count: i32): void {
  tanhArray<f32>(x, out, count);
}

export function sigmoidArray64(x: usize, out: usize, count: i32): void {
  sigmoidArray<f64>(x, out, count);
}
export function sigmoidArray32(x: usize, out: usize, count: i32): void {
  sigmoidArray<f32>(x, out, count);
}

export { evaluateLanes, firstGradientLanes, gatherRows, trainLanes };
