import { FormatError, type Place } from '../formatError.ts';

const LARGEST_STEP = 2 ** 31 - 1;
const RULE = `a step from −${LARGEST_STEP} to ${LARGEST_STEP}, a whole number`;

/**
 * A logged step.
 *
 * @param place the place for the error
 * @throws FormatError for a number that is not whole, or too large
 */
export function stepOf(value: number, place: () => Place): number {
  if (Number.isSafeInteger(value) && Math.abs(value) <= LARGEST_STEP) return value;
  throw new FormatError({ ...place(), rule: RULE, got: value });
}
