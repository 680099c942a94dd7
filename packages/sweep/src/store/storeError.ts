import { SweepError } from '../sweepError.ts';
import { redacted, type StoreLocation, shownLocation } from './location.ts';

/** PostgreSQL's code for missing rights. */
const NOT_ALLOWED = '42501';
const RIGHTS = '; docs/cluster.md says which rights a user needs';

/** An error of a store, in one line without credentials. */
export function storeError(error: unknown, location: StoreLocation): SweepError {
  const cause = firstCause(error);
  if (cause instanceof SweepError) return cause;
  const got = redacted(textOf(cause), location).split('\n')[0];
  const remedy = codeOf(cause) === NOT_ALLOWED ? RIGHTS : '';
  return new SweepError(`${shownLocation(location)}: expected a store that works, got: ${got}${remedy}`);
}

/** The error that drizzle wraps; the first if a server has several addresses. */
function firstCause(error: unknown): unknown {
  if (error instanceof SweepError || !(error instanceof Error)) return error;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined ? error : firstCause(inner);
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

/** Not every thrown value is an Error, or has a message. */
function textOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, code, name } = error as { message?: unknown; code?: unknown; name?: unknown };
  return String(message || code || name || JSON.stringify(error));
}
