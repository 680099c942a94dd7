// Powers of two and special values in the lanes of a v128, float64 or float32. `shifted` is k + shift, where
// shift = 1.5 · 2^52 (float64) or 1.5 · 2^23 (float32): the sum is rounded to an integer k, held in its low bits.

/** x · 2^k for the k in the low bits of `shifted`, where both are normal numbers: k is added to the exponents. */
// @ts-ignore: decorator
@inline
export function scaleByPower<T>(x: v128, shifted: v128): v128 {
  if (sizeof<T>() == 8) return i64x2.add(x, i64x2.shl(shifted, 52));
  return i32x4.add(x, i32x4.shl(shifted, 23));
}

/** x · 2^k as two products, the second of which may overflow or underflow, once and correctly rounded. */
// @ts-ignore: decorator
@inline
export function scaleFar<T>(x: v128, shifted: v128, shift: v128): v128 {
  if (sizeof<T>() == 8) {
    const k = i64x2.sub(shifted, shift);
    const half = i64x2.shr_s(k, 1);
    const rest = i64x2.sub(k, half);
    const bias = i64x2.splat(1023);
    const first = f64x2.mul(x, i64x2.shl(i64x2.add(half, bias), 52));
    return f64x2.mul(first, i64x2.shl(i64x2.add(rest, bias), 52));
  }
  const k = i32x4.sub(shifted, shift);
  const half = i32x4.shr_s(k, 1);
  const rest = i32x4.sub(k, half);
  const bias = i32x4.splat(127);
  const first = f32x4.mul(x, i32x4.shl(i32x4.add(half, bias), 23));
  return f32x4.mul(first, i32x4.shl(i32x4.add(rest, bias), 23));
}

/** Whether |x| < limit in all lanes; false if one is NaN. */
// @ts-ignore: decorator
@inline
export function allWithin<T>(x: v128, limit: v128): bool {
  const within = v128.lt<T>(v128.abs<T>(x), limit);
  return sizeof<T>() == 8 ? i64x2.bitmask(within) == 3 : i32x4.bitmask(within) == 15;
}

/** NaN if x is NaN, else y. */
// @ts-ignore: decorator
@inline
export function keepNaN<T>(x: v128, y: v128): v128 {
  return v128.bitselect(v128.splat<T>(<T>NaN), y, v128.ne<T>(x, x));
}
