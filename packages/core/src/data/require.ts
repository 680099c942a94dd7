/** Throws RangeError unless the value is a positive integer. */
export function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name}: expected a positive integer, got ${value}`);
  }
}

/** Throws RangeError unless the value is a valid standard deviation. */
export function requireDeviation(name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name}: expected a finite number at least 0, got ${value}`);
  }
}
