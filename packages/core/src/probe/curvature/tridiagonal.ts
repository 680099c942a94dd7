/**
 * The largest eigenvalue of the symmetric tridiagonal matrix of this diagonal `[k]` and these entries beside it
 * `[k − 1]`, to the last bits of the largest entry.
 *
 * By bisection: x lies above all eigenvalues if every pivot of the matrix less x is negative.
 *
 * Source: Golub & Van Loan, "Matrix Computations", section 8.4.1, the Sturm sequence.
 */
export function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  const reach = (i: number) => diagonal[i] + Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0);
  let low = Math.max(...diagonal);
  let high = Math.max(...diagonal.map((_, i) => reach(i)));
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (isAboveAll(middle, diagonal, beside)) high = middle;
    else low = middle;
  }
}

function isAboveAll(x: number, diagonal: readonly number[], beside: readonly number[]): boolean {
  let pivot = -1;
  for (let i = 0; i < diagonal.length; i++) {
    const entry = beside[i - 1] ?? 0;
    pivot = diagonal[i] - x - (entry * entry) / pivot;
    if (!(pivot < 0)) return false;
  }
  return true;
}
