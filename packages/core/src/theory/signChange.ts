/** Halvings in the exponent: from a factor of 2 to below the spacing of doubles. */
const HALVINGS = 54;

/**
 * The first x > 0 at which g changes sign, on the way from `from` to `to` by factors of 2, to the last bits;
 * undefined if it never does. Two changes within one factor of 2 are missed. If g is 0 at `from`, the result
 * is `from`.
 */
export function signChange(g: (x: number) => number, from: number, to: number): number | undefined {
  const factor = to > from ? 2 : 1 / 2;
  const sign = Math.sign(g(from));
  if (sign === 0) return from;
  for (let x = from; x !== to; ) {
    const next = factor > 1 ? Math.min(to, x * factor) : Math.max(to, x * factor);
    if (Math.sign(g(next)) === -sign) return halve(g, x, next, sign);
    x = next;
  }
  return undefined;
}

/** `sign` is the sign of g at `near`. */
function halve(g: (x: number) => number, near: number, far: number, sign: number): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(near) * Math.sqrt(far);
    if (Math.sign(g(middle)) === -sign) far = middle;
    else near = middle;
  }
  return far;
}
