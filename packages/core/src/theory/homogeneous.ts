import type { UnitFunction } from './moments.ts';

/**
 * Points on both sides of 0, from where every other activation is nearly linear to where it has saturated.
 */
const SAMPLES = [2 ** -10, 0.3, 1, 7, 2 ** 10].flatMap(z => [z, -z]);
const ROUNDING = 4 * Number.EPSILON;

/**
 * Whether `φ(c z) = c φ(z)` for all c > 0, as for identity, relu and maxout. Then q grows by the same factor
 * at every layer, whatever its value, and no q is special.
 */
export function isHomogeneous(φ: UnitFunction): boolean {
  if ('pieces' in φ) return true;
  return SAMPLES.every(z => {
    const line = Math.abs(z) * φ.forward(z > 0 ? 1 : -1);
    return Math.abs(φ.forward(z) - line) <= ROUNDING * Math.abs(line);
  });
}
