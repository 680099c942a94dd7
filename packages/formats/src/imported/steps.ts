import { FormatError, type Place } from '../formatError.ts';

const LARGEST_STEP = 2 ** 31 - 1;
const RULE = `a step from −${LARGEST_STEP} to ${LARGEST_STEP}, a whole number`;

/**
 * A step as it was logged.
 *
 * @param place says where, for the error
 * @throws FormatError for what is no whole number, or too large
 */
export function stepOf(value: number, place: () => Place): number {
  if (Number.isSafeInteger(value) && Math.abs(value) <= LARGEST_STEP) return value;
  throw new FormatError({ ...place(), rule: RULE, got: value });
}
