/** Up to here every fixed point lies within the searched range. */
const LARGEST = 1000;

/** Throws `RangeError` unless σw or σb, called `name`, is in the range of the theory. */
export function checkSigma(name: string, value: number): void {
  if (value >= 0 && value <= LARGEST) return;
  throw new RangeError(`${name}: expected a number from 0 to ${LARGEST}, got ${value}`);
}
