import type { Values } from '../engine/engine.ts';
import type { ProbeKind } from './probe.ts';

/** Up to here a number rounds to 0: half of the format's smallest, rounded to even. */
const FLOAT16_ZERO = 2 ** -25;
const BFLOAT16_ZERO = 2 ** -134;

/** The share of numbers that are not 0 but would be in a format. */
export interface UnderflowShares {
  readonly float16: number;
  readonly bfloat16: number;
}

/**
 * The shares that would underflow in half precision, without loss scaling.
 *
 * Source: IEEE 754 binary16 (smallest 2⁻²⁴); bfloat16 (smallest 2⁻¹³³).
 */
export function underflowShares(values: Values): UnderflowShares {
  let [half, brain] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size === 0) continue;
    if (size <= FLOAT16_ZERO) half++;
    if (size <= BFLOAT16_ZERO) brain++;
  }
  return { float16: half / values.length, bfloat16: brain / values.length };
}

/** `underflow_float16`, `underflow_bfloat16`: of each layer the share of weight gradient entries that would underflow. */
export const underflowProbe: ProbeKind<'underflow_float16' | 'underflow_bfloat16'> = {
  columns: layers => ({ underflow_float16: layers.length, underflow_bfloat16: layers.length }),
  create: ({ layers }) => ({
    measure(row) {
      const [float16, bfloat16] = [row('underflow_float16'), row('underflow_bfloat16')];
      for (const [l, { dW }] of layers.entries()) {
        const shares = underflowShares(dW.values);
        float16[l] = shares.float16;
        bfloat16[l] = shares.bfloat16;
      }
    },
  }),
};
