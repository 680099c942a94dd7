// Norms of several networks' tensors at once, one network a lane, each with the bits of `magnitudes` in sums.ts.

const parts = memory.data(128, 16);

// As `scaleForSquares` in src/engine/sums.ts.
const LARGEST_SQUARED: f64 = 2.5822498780869086e120;
const SMALLEST_SQUARED: f64 = 3.8725919148493183e-121;
const SHRINK: f64 = 2.409919865102884e-181;
const ENLARGE: f64 = 4.149515568880993e180;

/** Adds (scale x)² to `parts`, entry i to the part i mod 8; returns max|x|, NaN passed over. */
function addSquares(x: usize, count: i32, scale: v128): v128 {
  let top = f64x2.splat(0);
  memory.fill(parts, 0, 128);
  for (let i = 0; i < count; i++, x += 16) {
    const part = parts + <usize>((i & 7) << 4), v = v128.load(x), w = f64x2.mul(scale, v);
    v128.store(part, f64x2.add(v128.load(part), f64x2.mul(w, w)));
    top = f64x2.pmax(top, f64x2.abs(v));
  }
  return top;
}

/** The power of two by which the values up to `top` are scaled, in each lane. */
function scaleFor(top: v128): v128 {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const isTiny = v128.and(f64x2.lt(top, f64x2.splat(SMALLEST_SQUARED)), f64x2.gt(top, zero));
  const scale = v128.bitselect(f64x2.splat(ENLARGE), one, isTiny);
  return v128.bitselect(f64x2.splat(SHRINK), scale, f64x2.gt(top, f64x2.splat(LARGEST_SQUARED)));
}

/** √Σx² of `count` entries. */
export function laneNorm(x: usize, count: i32): v128 {
  const one = f64x2.splat(1);
  const scale = scaleFor(addSquares(x, count, one));
  if (v128.any_true(f64x2.ne(scale, one))) addSquares(x, count, scale);
  const first = f64x2.add(f64x2.add(v128.load(parts), v128.load(parts, 16)), f64x2.add(v128.load(parts, 32), v128.load(parts, 48)));
  const second = f64x2.add(f64x2.add(v128.load(parts, 64), v128.load(parts, 80)), f64x2.add(v128.load(parts, 96), v128.load(parts, 112)));
  return f64x2.div(f64x2.sqrt(f64x2.add(first, second)), scale);
}
