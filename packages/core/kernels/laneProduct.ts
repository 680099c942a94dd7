// Matrix products of several networks at once. A matrix of lanes has in the place of each element one vector, with that
// element of one network in each lane: so every sum runs over k = 0, 1, 2, … in each lane by itself, as engine.ts says, and
// a network's result does not depend on its neighbours.

/** Rows of a tile: with two columns, eight sums hide the latency of an addition. */
const ROWS: i32 = 4;
const ZEROS: usize = memory.data(16, 16);

/** C[4 rows, W columns] = start + Σₖ A[row, k] B[k, column]; `W` is a constant at every call, 1 or 2. */
// @ts-ignore: decorator
@inline
function tile(
  a0: usize, a1: usize, a2: usize, a3: usize, aStep: usize, b: usize, bColumn: usize, bStep: usize, k: i32,
  s: usize, sColumn: usize, c0: usize, c1: usize, c2: usize, c3: usize, W: i32,
): void {
  const start = v128.load(s), next = W > 1 ? v128.load(s + sColumn) : start;
  let p0 = start, p1 = start, p2 = start, p3 = start;
  let q0 = next, q1 = next, q2 = next, q3 = next;
  for (; k > 0; k--) {
    const x = v128.load(b), y = W > 1 ? v128.load(b + bColumn) : x;
    { const v = v128.load(a0); p0 = f64x2.add(p0, f64x2.mul(v, x)); if (W > 1) q0 = f64x2.add(q0, f64x2.mul(v, y)); }
    { const v = v128.load(a1); p1 = f64x2.add(p1, f64x2.mul(v, x)); if (W > 1) q1 = f64x2.add(q1, f64x2.mul(v, y)); }
    { const v = v128.load(a2); p2 = f64x2.add(p2, f64x2.mul(v, x)); if (W > 1) q2 = f64x2.add(q2, f64x2.mul(v, y)); }
    { const v = v128.load(a3); p3 = f64x2.add(p3, f64x2.mul(v, x)); if (W > 1) q3 = f64x2.add(q3, f64x2.mul(v, y)); }
    a0 += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
    b += bStep;
  }
  v128.store(c0, p0);
  v128.store(c1, p1);
  v128.store(c2, p2);
  v128.store(c3, p3);
  if (W > 1) {
    v128.store(c0, q0, 16);
    v128.store(c1, q1, 16);
    v128.store(c2, q2, 16);
    v128.store(c3, q3, 16);
  }
}

/**
 * C[rows, columns] = start + A B, C row-major. Strides in bytes: of A from one row to the next, and from k to k + 1; of B
 * from one column to the next, and from k to k + 1. `start` has one vector for each column; 0 stands for zeros. The rows
 * that the last tile lacks are the last row again.
 */
export function laneProduct(
  a: usize, aRow: usize, aStep: usize, b: usize, bColumn: usize, bStep: usize, k: i32,
  start: usize, c: usize, rows: i32, columns: i32,
): void {
  const cRow = <usize>columns * 16, sColumn: usize = start ? 16 : 0;
  for (let r = 0; r < rows; r += ROWS) {
    const r1 = <usize>min(1, rows - 1 - r), r2 = <usize>min(2, rows - 1 - r), r3 = <usize>min(3, rows - 1 - r);
    const a1 = a + r1 * aRow, a2 = a + r2 * aRow, a3 = a + r3 * aRow;
    const c1 = c + r1 * cRow, c2 = c + r2 * cRow, c3 = c + r3 * cRow;
    let s = start ? start : ZEROS, from = b, j = 0, at: usize = 0;
    for (; j + 2 <= columns; j += 2) {
      tile(a, a1, a2, a3, aStep, from, bColumn, bStep, k, s, sColumn, c + at, c1 + at, c2 + at, c3 + at, 2);
      from += 2 * bColumn;
      s += 2 * sColumn;
      at += 32;
    }
    if (j < columns) tile(a, a1, a2, a3, aStep, from, bColumn, bStep, k, s, 0, c + at, c1 + at, c2 + at, c3 + at, 1);
    a += ROWS * aRow;
    c += ROWS * cRow;
  }
}
