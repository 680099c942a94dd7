import { euclideanNorm } from '../../training/euclideanNorm.ts';
import { largestOfTridiagonal } from './tridiagonal.ts';

/** Overwrites `into` with the product of a symmetric matrix and `v`, both `[n]`. Returns false if it cannot. */
export type Product = (v: Float64Array, into: Float64Array) => boolean;

/** An estimate is final if it has grown by less than this share of itself over the last `PATIENCE` products. */
const TOLERANCE = 1e-7;
const PATIENCE = 4;
const MOST_PRODUCTS = 300;
/** A rest below this share of the matrix is rounding: the vectors so far span all that `start` reaches. */
const ROUNDING = 1e-13;

/**
 * The largest eigenvalue of a symmetric matrix `[n, n]` that is known by its products, to a relative error of about
 * 1e-6; NaN if a product cannot be made or is not finite.
 *
 * The vectors are not made orthogonal again: rounding then repeats eigenvalues, but it moves none.
 *
 * @param start `[n]`, of no special direction; overwritten
 *
 * Source: Lanczos 1950; Paige 1972, "Computational variants of the Lanczos method for the eigenproblem".
 */
export function largestEigenvalue(times: Product, start: Float64Array): number {
  const { length } = start;
  const [diagonal, beside, estimates]: [number[], number[], number[]] = [[], [], []];
  let [before, v, w]: Float64Array[] = [new Float64Array(length), start, new Float64Array(length)];
  divide(v, euclideanNorm(v));
  for (let k = 0; k < Math.min(length, MOST_PRODUCTS); k++) {
    if (!times(v, w)) return Number.NaN;
    if (k > 0) subtract(w, before, beside[k - 1]);
    diagonal.push(dot(v, w));
    subtract(w, v, diagonal[k]);
    const rest = euclideanNorm(w);
    if (!Number.isFinite(rest + diagonal[k])) return Number.NaN;
    estimates.push(largestOfTridiagonal(diagonal, beside));
    if (isFinal(estimates) || rest <= ROUNDING * largest(diagonal, beside)) break;
    beside.push(rest);
    divide(w, rest);
    [before, v, w] = [v, w, before];
  }
  return estimates.at(-1) ?? 0;
}

function isFinal(estimates: readonly number[]): boolean {
  const last = estimates.length - 1;
  if (last < PATIENCE) return false;
  return Math.abs(estimates[last] - estimates[last - PATIENCE]) <= TOLERANCE * Math.abs(estimates[last]);
}

function largest(...all: readonly (readonly number[])[]): number {
  return Math.max(0, ...all.flat().map(Math.abs));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** `a ← a − factor b` */
function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] -= factor * b[i];
}

function divide(a: Float64Array, by: number): void {
  for (let i = 0; i < a.length; i++) a[i] /= by;
}
