import type { Tensor } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';

/** The first value of a network that is infinite or NaN, in the order of computation. */
export interface Broken {
  /** 1 … L. */
  readonly layer: number;
  /** A parameter by its name (`W`), or `h` for the layer's output. */
  readonly quantity: string;
  /** `NaN`, `Infinity` or `-Infinity`: text, since JSON has no such numbers. */
  readonly value: string;
}

/**
 * Where a network first broke, after a forward pass: layer by layer its parameters, then its output; null if
 * all of these are finite and only the loss is not.
 */
export function firstBroken({ layers }: Network): Broken | null {
  for (const [l, layer] of layers.entries()) {
    const tensors: [string, Tensor][] = layer.learned.map(({ name, tensor }) => [name, tensor]);
    for (const [quantity, { values }] of [...tensors, ['h', layer.h] as const]) {
      const at = values.findIndex(value => !Number.isFinite(value));
      if (at >= 0) return { layer: l + 1, quantity, value: String(values[at]) };
    }
  }
  return null;
}
