/** A quadrature rule: the mean of f is about `Σ weights[i] f(nodes[i])`. */
export interface QuadratureRule {
  /** Ascending. */
  readonly nodes: Float64Array;
  /** Positive, of sum 1. */
  readonly weights: Float64Array;
}

/** A rule that is computed on first use. */
export function whenAsked(make: () => QuadratureRule): () => QuadratureRule {
  let rule: QuadratureRule | undefined;
  return () => {
    rule ??= make();
    return rule;
  };
}

/** Halvings of a bracket: from 32 to below the spacing of doubles at any node. */
const HALVINGS = 64;

/**
 * The Gauss rule of n nodes of a symmetric measure of mass 1: exact for polynomials of degree up to 2n − 1.
 *
 * The nodes are the eigenvalues of the n × n Jacobi matrix with zeros on its diagonal and `b(1) … b(n − 1)` beside it,
 * found by halving brackets and counting; `weight = 1 / Σₖ pₖ(node)²` over the orthonormal polynomials, k < n.
 *
 * @param n how many nodes, at least 1
 * @param b the coefficients of `x pₖ = b(k + 1) pₖ₊₁ + b(k) pₖ₋₁`
 * @param bound a number that every node lies below
 *
 * Source: Golub & Welsch 1969, "Calculation of Gauss Quadrature Rules"; the count by Sylvester's law of inertia.
 */
export function gaussRule(n: number, b: (k: number) => number, bound: number): QuadratureRule {
  const nodes = new Float64Array(n);
  // The measure is symmetric: the upper half of the nodes mirrors the lower, and a middle one is 0.
  for (let i = 0; i < n >> 1; i++) {
    nodes[i] = -eigenvalue(n - 1 - i, n, b, bound);
    nodes[n - 1 - i] = -nodes[i];
  }
  return { nodes, weights: nodes.map(x => 1 / sumOfSquares(n, b, x)) };
}

/** The non-negative eigenvalue with `rank` others below it. */
function eigenvalue(rank: number, n: number, b: (k: number) => number, bound: number): number {
  let [low, high] = [0, bound];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (countBelow(middle, n, b) > rank) high = middle;
    else low = middle;
  }
  return low;
}

/** The number of eigenvalues below x: the number of negative pivots in the elimination of `J − x`. */
function countBelow(x: number, n: number, b: (k: number) => number): number {
  let count = 0;
  let pivot = -x;
  for (let k = 1; k <= n; k++) {
    if (pivot < 0) count++;
    // A pivot of 0 counts as a tiny one of either sign.
    pivot = -x - (b(k) * b(k)) / (pivot || Number.MIN_VALUE);
  }
  return count;
}

/** `Σₖ pₖ(x)²`, k < n. */
function sumOfSquares(n: number, b: (k: number) => number, x: number): number {
  let [below, p] = [0, 1];
  let sum = 1;
  let last = 0;
  for (let k = 1; k < n; k++) {
    const next = b(k);
    [below, p] = [p, (x * p - last * below) / next];
    sum += p * p;
    last = next;
  }
  return sum;
}
