// Gradient descent of several networks of one shape at once, one network in each lane of a vector: a whole stretch of
// steps in one call, with what it touches in the first-level cache. In each lane it does what the plain path does, in the
// same order, so that a network has the bits it would have had alone. Elementwise kernels take the vectors as they lie.
//
// The network is described by 32-bit numbers in memory, which src/engine/lanes.ts writes; see `field` and `layerField`
// there. Arrays are of lanes: element e of every network in the vector at 16 e.

import { activate, multiplyBySlope } from './activation';
import { laneCorrect, laneCrossEntropy, laneSquaredError } from './laneLoss';
import { laneProduct } from './laneProduct';
import { laneNorm } from './laneSums';

// Of the network.
const LAYERS: usize = 0, SAMPLES: usize = 4, X: usize = 8, TARGETS: usize = 12, IS_CROSS_ENTROPY: usize = 16;
const L2: usize = 20, ACTIVE: usize = 24, SCRATCH: usize = 28, FIRST_LAYER: usize = 32;
// Of a layer: V is scale · W, or W itself.
const FAN_IN: usize = 0, WIDTH: usize = 4, ACTIVATION: usize = 8, HAS_BIAS: usize = 12;
const W: usize = 16, V: usize = 20, B: usize = 24, H: usize = 28, DZ: usize = 32, DW: usize = 36, DB: usize = 40;
const STEP_SIZE: usize = 44, SCALE: usize = 48, LAYER_BYTES: usize = 56;

// @ts-ignore: decorator
@inline
function layerOf(network: usize, l: i32): usize {
  return network + FIRST_LAYER + <usize>l * LAYER_BYTES;
}

// @ts-ignore: decorator
@inline
function inputOf(network: usize, l: i32): usize {
  return l == 0 ? load<u32>(network, X) : load<u32>(layerOf(network, l - 1), H);
}

/** to ← factor · x */
function scaleBy(factor: f64, x: usize, to: usize, count: i32): void {
  const f = f64x2.splat(factor);
  for (const end = x + (<usize>count << 4); x < end; x += 16, to += 16) v128.store(to, f64x2.mul(f, v128.load(x)));
}

/** Overwrites every layer's h. */
function forward(network: usize): void {
  const n = load<i32>(network, SAMPLES);
  for (let l = 0; l < load<i32>(network, LAYERS); l++) {
    const layer = layerOf(network, l);
    const i = load<i32>(layer, FAN_IN), o = load<i32>(layer, WIDTH), right = load<u32>(layer, V), h = load<u32>(layer, H);
    if (right != load<u32>(layer, W)) scaleBy(load<f64>(layer, SCALE), load<u32>(layer, W), right, i * o);
    laneProduct(inputOf(network, l), <usize>i << 4, 16, right, 16, <usize>o << 4, i, load<u32>(layer, B), h, n, o);
    activate<f64>(load<i32>(layer, ACTIVATION), h, 2 * n * o);
  }
}

/** The loss of what `forward` left, l2 included, in each lane; overwrites the last layer's dz. */
function loss(network: usize): v128 {
  const layers = load<i32>(network, LAYERS), n = load<i32>(network, SAMPLES), last = layerOf(network, layers - 1);
  const c = load<i32>(last, WIDTH), h = load<u32>(last, H), dz = load<u32>(last, DZ), targets = load<u32>(network, TARGETS);
  const plain = load<i32>(network, IS_CROSS_ENTROPY)
    ? laneCrossEntropy(h, targets, dz, n, c, load<u32>(network, SCRATCH))
    : laneSquaredError(h, targets, dz, n, c);
  const l2 = v128.load(load<u32>(network, L2)), isPenalised = f64x2.ne(l2, f64x2.splat(0));
  if (!v128.any_true(isPenalised)) return plain;
  let squares = f64x2.splat(0);
  for (let l = 0; l < layers; l++) {
    const layer = layerOf(network, l);
    const norm = laneNorm(load<u32>(layer, W), load<i32>(layer, FAN_IN) * load<i32>(layer, WIDTH));
    squares = f64x2.add(squares, f64x2.mul(norm, norm));
  }
  const penalised = f64x2.add(plain, f64x2.mul(l2, f64x2.mul(f64x2.splat(0.5), squares)));
  return v128.bitselect(penalised, plain, isPenalised);
}

/** From the last layer's dz, overwrites the gradients of all parameters. */
function backward(network: usize): void {
  const n = load<i32>(network, SAMPLES);
  for (let l = load<i32>(network, LAYERS) - 1; l >= 0; l--) {
    const layer = layerOf(network, l), x = inputOf(network, l), dz = load<u32>(layer, DZ), dW = load<u32>(layer, DW);
    const i = load<i32>(layer, FAN_IN), o = load<i32>(layer, WIDTH), iRow = <usize>i << 4, oRow = <usize>o << 4;
    laneProduct(x, 16, iRow, dz, 16, oRow, n, 0, dW, i, o);
    if (load<u32>(layer, V) != load<u32>(layer, W)) scaleBy(load<f64>(layer, SCALE), dW, dW, i * o);
    if (load<i32>(layer, HAS_BIAS)) columnSums(dz, load<u32>(layer, DB), n, oRow);
    if (l == 0) return;
    const below = layerOf(network, l - 1), dx = load<u32>(below, DZ);
    laneProduct(dz, oRow, 16, load<u32>(layer, V), oRow, 16, o, 0, dx, n, i);
    multiplyBySlope<f64>(load<i32>(below, ACTIVATION), x, dx, 2 * n * i);
  }
}

/** sums[o] = Σₙ dz[n, o] */
function columnSums(dz: usize, sums: usize, n: i32, row: usize): void {
  for (let at: usize = 0; at < row; at += 16) {
    let sum = f64x2.splat(0);
    for (let k = 0, from = dz + at; k < n; k++, from += row) sum = f64x2.add(sum, v128.load(from));
    v128.store(sums + at, sum);
  }
}

/** x ← x − stepSize (dx + decay x), in the lanes that are active. */
function descend(x: usize, dx: usize, count: i32, stepSize: v128, decay: v128, active: v128): void {
  for (const end = x + (<usize>count << 4); x < end; x += 16, dx += 16) {
    const old = v128.load(x), slope = f64x2.add(v128.load(dx), f64x2.mul(decay, old));
    v128.store(x, v128.bitselect(f64x2.sub(old, f64x2.mul(stepSize, slope)), old, active));
  }
}

function update(network: usize, factor: f64, active: v128): void {
  const l2 = v128.load(load<u32>(network, L2));
  for (let l = 0; l < load<i32>(network, LAYERS); l++) {
    const layer = layerOf(network, l), o = load<i32>(layer, WIDTH);
    const stepSize = f64x2.mul(f64x2.splat(factor), v128.load(load<u32>(layer, STEP_SIZE)));
    descend(load<u32>(layer, W), load<u32>(layer, DW), load<i32>(layer, FAN_IN) * o, stepSize, l2, active);
    if (load<i32>(layer, HAS_BIAS)) descend(load<u32>(layer, B), load<u32>(layer, DB), o, stepSize, f64x2.splat(0), active);
  }
}

/**
 * Goes through up to `steps` steps: stores each one's losses, one vector a step, and makes its update, with the step size
 * times its factor. A network whose loss is not finite stays as it is from then on; when none is left it stops. Returns
 * the steps gone through.
 */
export function trainLanes(network: usize, steps: i32, factors: usize, losses: usize): i32 {
  const zero = f64x2.splat(0), mask = load<u32>(network, ACTIVE);
  let active = v128.load(mask);
  for (let step = 0; step < steps; step++, factors += 8, losses += 16) {
    forward(network);
    const total = loss(network);
    v128.store(losses, total);
    active = v128.and(active, f64x2.eq(f64x2.sub(total, total), zero));
    backward(network);
    update(network, load<f64>(factors), active);
    v128.store(mask, active);
    if (!v128.any_true(active)) return step + 1;
  }
  return steps;
}

/** Stores each network's loss as it is now, and the rows that it classifies right where targets are one-hot. */
export function evaluateLanes(network: usize, out: usize): void {
  forward(network);
  v128.store(out, loss(network));
  const last = layerOf(network, load<i32>(network, LAYERS) - 1);
  const n = load<i32>(network, SAMPLES), c = load<i32>(last, WIDTH);
  v128.store(out, laneCorrect(load<u32>(last, H), load<u32>(network, TARGETS), n, c), 16);
}

/** Stores ‖∂loss/∂W‖ of the first layer, of each network's last step. */
export function firstGradientLanes(network: usize, out: usize): void {
  const layer = layerOf(network, 0);
  v128.store(out, laneNorm(load<u32>(layer, DW), load<i32>(layer, FAN_IN) * load<i32>(layer, WIDTH)));
}
