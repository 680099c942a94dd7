import type { Tensor } from '../engine/engine.ts';

/** x ← x + y */
export function add(x: Tensor, y: Tensor): void {
  const [sum, term] = [x.values, y.values];
  for (let i = 0; i < sum.length; i++) sum[i] += term[i];
}

/** x ← x ⊙ y */
export function multiply(x: Tensor, y: Tensor): void {
  const [product, factor] = [x.values, y.values];
  for (let i = 0; i < product.length; i++) product[i] *= factor[i];
}

/** y ← factor · x */
export function scaleBy(factor: number, x: Tensor, y: Tensor): void {
  const [values, scaled] = [x.values, y.values];
  for (let i = 0; i < scaled.length; i++) scaled[i] = factor * values[i];
}

/** y ← x, unless they are one. */
export function copy(x: Tensor, y: Tensor): void {
  if (x !== y) y.values.set(x.values);
}
