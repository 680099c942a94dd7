/** `base^exponent` for a whole exponent from 0, by squaring: `Math.pow` differs between JavaScript engines. */
export function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
