import { scaleForSquares } from '../engine/sums.ts';

/** Number of sweeps after which rotations have long stopped changing anything. */
const MOST_SWEEPS = 60;
/** Two columns whose cosine is below this are orthogonal to rounding. */
const ORTHOGONAL = 1e-15;

/**
 * The singular values of a matrix, `rows × columns`, row-major, descending, `min(rows, columns)` of them.
 *
 * One-sided Jacobi rotations: small ones have a relative accuracy that depends only on the columns'
 * directions, not on how much smaller than the largest they are. A tiny or huge matrix is scaled first, so
 * that no square underflows or overflows.
 *
 * Source: Hestenes 1958; Demmel & Veselić 1992 for the accuracy.
 */
export function singularValues(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const byRow = rows < columns;
  const [count, length] = byRow ? [rows, columns] : [columns, rows];
  const scale = scaleForSquares(largest(matrix));
  const vectors = Array.from({ length: count }, (_, j) =>
    Float64Array.from(
      { length },
      (_, i) => scale * (byRow ? matrix[j * columns + i] : matrix[i * columns + j]),
    ),
  );
  for (let sweep = 0; sweep < MOST_SWEEPS && orthogonalize(vectors); sweep++);
  return Float64Array.from(vectors, vector => norm(vector) / scale)
    .sort()
    .reverse();
}

/** max|x| */
function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > max) max = Math.abs(values[i]);
  return max;
}

/** Rotates every pair of vectors until it is orthogonal; returns whether any rotation was needed. */
function orthogonalize(vectors: readonly Float64Array[]): boolean {
  let rotated = false;
  for (let p = 0; p < vectors.length; p++) {
    for (let q = p + 1; q < vectors.length; q++) rotated = rotate(vectors[p], vectors[q]) || rotated;
  }
  return rotated;
}

function rotate(x: Float64Array, y: Float64Array): boolean {
  const [a, b, c] = [dot(x, x), dot(y, y), dot(x, y)];
  if (c === 0 || !(Math.abs(c) > ORTHOGONAL * Math.sqrt(a) * Math.sqrt(b))) return false;
  const zeta = (b - a) / (2 * c);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i], y[i]];
    x[i] = cosine * xi - sine * yi;
    y[i] = sine * xi + cosine * yi;
  }
  return true;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

const norm = (x: Float64Array): number => Math.sqrt(dot(x, x));
