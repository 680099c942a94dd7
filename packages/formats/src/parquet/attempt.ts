import { FormatError, quoted, type Refuse } from '../formatError.ts';

/**
 * Returns the result of `act`. If the library's result for a structure differs from its types, or the library
 * itself throws, the structure breaks a rule of the format.
 *
 * @throws FormatError
 */
export function attempt<Result>(rule: string, offset: number, refuse: Refuse, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    return refuse(offset, rule, quoted((error as Error).message));
  }
}
