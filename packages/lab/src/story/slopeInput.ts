import { inputScale } from '@gradscope/figures';

/** These bounds do not depend on the width. */
export const { least: LEAST_INPUT, most: MOST_INPUT } = inputScale(0);
const STEP = 0.1;
const STRIDE = 1;

/** The nearest valid input: a multiple of 0.1 within the bounds. */
export function inputAt(value: number): number {
  return Math.round(Math.max(LEAST_INPUT, Math.min(MOST_INPUT, value)) / STEP) / (1 / STEP);
}

/** The input after a key press, as on any slider; undefined if the key does not move it. */
export function inputAfterKey(input: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return inputAt(input - STEP);
    case 'ArrowRight':
    case 'ArrowUp':
      return inputAt(input + STEP);
    case 'PageDown':
      return inputAt(input - STRIDE);
    case 'PageUp':
      return inputAt(input + STRIDE);
    case 'Home':
      return LEAST_INPUT;
    case 'End':
      return MOST_INPUT;
    default:
      return undefined;
  }
}
