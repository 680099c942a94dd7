/**
 * Numbers from `start`, `step` apart, below `stop`: `ceil((stop − start) / step)` of them.
 *
 * As in NumPy, the distance is that of the first two values as rounded, so the last value may differ from
 * `start + i step` in its last bits, and rounding of the count may let it reach `stop`.
 *
 * Source: NumPy's `arange`, bit for bit.
 */
export function arange(start: number, stop: number, step: number): Float64Array {
  const distance = start + step - start;
  return Float64Array.from({ length: Math.ceil((stop - start) / step) }, (_, i) => start + i * distance);
}
