/**
 * Makes vectors orthonormal in place: the factor Q of the QR factorisation whose R has a diagonal at least 0.
 *
 *   V     [k, n]  the vectors, k ≤ n, one a row; becomes Qᵀ, whose row j is a combination of rows 0 … j of V
 *   x, m          the part of row j from its entry j on, and its length n − j
 *   v             Householder's vector x ∓ ‖x‖ e₀ of it; I − τ v vᵀ reflects x to a multiple of e₀
 *
 * Source: Golub & Van Loan, "Matrix Computations", algorithms 5.1.1 and 5.2.1, and section 5.1.6.
 */
export function orthonormalize(V: Float64Array, k: number, n: number): void {
  const taus = new Float64Array(k);
  const signs = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const { tau, diagonal } = reflector(V.subarray(j * n + j, (j + 1) * n));
    taus[j] = tau;
    signs[j] = diagonal < 0 ? -1 : 1;
    reflectRows(V, n, j, j + 1, k, tau);
  }
  for (let j = k - 1; j >= 0; j--) unfold(V, n, j, k, taus[j]);
  for (let j = 0; j < k; j++) if (signs[j] < 0) negate(V.subarray(j * n, (j + 1) * n));
}

/** Overwrites x by v; returns τ, and the factor of e₀ that x is reflected to: R's entry on the diagonal. */
function reflector(x: Float64Array): { tau: number; diagonal: number } {
  const norm = Math.sqrt(dot(x, 0, x, 0, x.length));
  const first = x[0];
  if (x.length === 1 || norm === 0) return { tau: 0, diagonal: first };
  const diagonal = first < 0 ? norm : -norm;
  x[0] = first - diagonal;
  return { tau: 1 / (norm * (norm + Math.abs(first))), diagonal };
}

/** Applies the reflection kept in row j to rows `from` … `to` − 1. */
function reflectRows(V: Float64Array, n: number, j: number, from: number, to: number, tau: number): void {
  const m = n - j;
  const v = j * n + j;
  for (let i = from; i < to; i++) {
    const row = i * n + j;
    const factor = tau * dot(V, v, V, row, m);
    for (let a = 0; a < m; a++) V[row + a] -= factor * V[v + a];
  }
}

/**
 * Rows below j hold H[j+1] ⋯ H[k−1] e; applies H[j] to them, and overwrites row j, which holds v, with H[j]
 * e[j].
 */
function unfold(V: Float64Array, n: number, j: number, k: number, tau: number): void {
  reflectRows(V, n, j, j + 1, k, tau);
  const row = V.subarray(j * n, (j + 1) * n);
  const factor = tau * row[j];
  row.fill(0, 0, j);
  for (let a = j; a < n; a++) row[a] *= -factor;
  row[j] += 1;
}

/** Four partial sums, so that no addition has to wait for the previous one. */
function dot(x: Float64Array, i: number, y: Float64Array, j: number, count: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let a = 0;
  for (; a + 3 < count; a += 4) {
    s0 += x[i + a] * y[j + a];
    s1 += x[i + a + 1] * y[j + a + 1];
    s2 += x[i + a + 2] * y[j + a + 2];
    s3 += x[i + a + 3] * y[j + a + 3];
  }
  for (; a < count; a++) s0 += x[i + a] * y[j + a];
  return s0 + s1 + (s2 + s3);
}

function negate(x: Float64Array): void {
  for (let a = 0; a < x.length; a++) x[a] = -x[a];
}
