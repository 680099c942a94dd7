import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';

/** From here on, erf x rounds to 1. */
const HIGHEST = 6;

/**
 * The error function 2/√π ∫₀ˣ e^-t² dt, the same bits on every JavaScript engine.
 *
 * Up to |x| = 1 it is x + x P(x² − ½), with a polynomial P, beyond that 1 − e^-x² erfcx x.
 *
 * @param x any number
 * @returns erf x with an error below 1.05 ulp and the sign of x, also for 0
 *
 * Source: P by scripts/fitErf.mjs.
 */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 1) return Math.sign(x) * (a < HIGHEST ? 1 - exp(-a * a) * erfcx(a) : 1);
  const w = x * x - 0.5;
  let P = 5.957176147749265e-11;
  P = P * w - 7.798543168142299e-10;
  P = P * w + 9.387642467190584e-9;
  P = P * w - 1.0420369437776738e-7;
  P = P * w + 1.053644949301286e-6;
  P = P * w - 9.614808686837411e-6;
  P = P * w + 7.82964952550334e-5;
  P = P * w - 5.611894221159957e-4;
  P = P * w + 0.003480274496665589;
  P = P * w - 0.018283884489152906;
  P = P * w + 0.07940998675593483;
  P = P * w - 0.2810721780454342;
  P = P * w - 0.03453126133013269;
  return x + x * P;
}
