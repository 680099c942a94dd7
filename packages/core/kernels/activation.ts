// Activations and their slopes, in place over neighbouring elements. The numbers are those of src/engine/activationKernels.ts.

import { sigmoidArray } from './sigmoid';
import { tanhArray } from './tanh';

export const IDENTITY: i32 = 0;
export const RELU: i32 = 1;
export const SIGMOID: i32 = 2;
export const TANH: i32 = 3;

/** h ← φ(h) over `count` elements. */
export function activate<T>(activation: i32, h: usize, count: i32): void {
  if (activation == RELU) relu<T>(h, count);
  else if (activation == SIGMOID) sigmoidArray<T>(h, h, count);
  else if (activation == TANH) tanhArray<T>(h, h, count);
}

/** d ← d ⊙ φ′ over `count` elements, φ′ in terms of h = φ(z). */
export function multiplyBySlope<T>(activation: i32, h: usize, d: usize, count: i32): void {
  if (activation == RELU) reluSlope<T>(h, d, count);
  else if (activation == SIGMOID) sigmoidSlope<T>(h, d, count);
  else if (activation == TANH) tanhSlope<T>(h, d, count);
}

/** Keeps −0 and NaN as the plain `z < 0 ? 0 : z` does. */
function relu<T>(h: usize, count: i32): void {
  const zero = v128.splat<T>(<T>0);
  const end = h + <usize>count * sizeof<T>();
  for (; h + 16 <= end; h += 16) {
    const z = v128.load(h);
    v128.store(h, v128.andnot(z, v128.lt<T>(z, zero)));
  }
  for (; h < end; h += sizeof<T>()) {
    if (load<T>(h) < <T>0) store<T>(h, <T>0);
  }
}

function reluSlope<T>(h: usize, d: usize, count: i32): void {
  const zero = v128.splat<T>(<T>0);
  const end = h + <usize>count * sizeof<T>();
  for (; h + 16 <= end; h += 16, d += 16) {
    v128.store(d, v128.andnot(v128.load(d), v128.le<T>(v128.load(h), zero)));
  }
  for (; h < end; h += sizeof<T>(), d += sizeof<T>()) {
    if (load<T>(h) <= <T>0) store<T>(d, <T>0);
  }
}

function sigmoidSlope<T>(h: usize, d: usize, count: i32): void {
  const one = v128.splat<T>(<T>1);
  const end = h + <usize>count * sizeof<T>();
  for (; h + 16 <= end; h += 16, d += 16) {
    const s = v128.load(h);
    v128.store(d, v128.mul<T>(v128.load(d), v128.mul<T>(s, v128.sub<T>(one, s))));
  }
  for (; h < end; h += sizeof<T>(), d += sizeof<T>()) {
    const s = load<T>(h);
    store<T>(d, load<T>(d) * (s * (<T>1 - s)));
  }
}

function tanhSlope<T>(h: usize, d: usize, count: i32): void {
  const one = v128.splat<T>(<T>1);
  const end = h + <usize>count * sizeof<T>();
  for (; h + 16 <= end; h += 16, d += 16) {
    const t = v128.load(h);
    v128.store(d, v128.mul<T>(v128.load(d), v128.sub<T>(one, v128.mul<T>(t, t))));
  }
  for (; h < end; h += sizeof<T>(), d += sizeof<T>()) {
    const t = load<T>(h);
    store<T>(d, load<T>(d) * (<T>1 - t * t));
  }
}
