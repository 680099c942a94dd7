import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Codes of the system and of PostgreSQL for transient errors, such as a server that restarts, or two
 * conflicting transactions.
 */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  '08000',
  '08001',
  '08003',
  '08006',
  '40001',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
const PASSING_TEXT =
  /connection terminated|connection ended|connection error|timeout exceeded when trying to connect/i;

const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;
const PATIENCE = 15 * 60_000;

/** Whether an error may disappear if the same is tried again. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && PASSING.has(code)) return true;
  if (error instanceof AggregateError && error.errors.some(isTransient)) return true;
  return PASSING_TEXT.test(error.message) || isTransient(error.cause);
}

/**
 * Does something that may be done again, until it succeeds: if the store is away for a while it waits for it, for up to
 * 15 minutes.
 *
 * @param signal ends the waiting; the last error is thrown then
 * @param onWait called with the error before each wait
 */
export async function patiently<T>(
  work: () => Promise<T>,
  signal?: AbortSignal,
  onWait?: (error: unknown) => void,
): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || signal?.aborted || performance.now() > end) throw error;
      onWait?.(error);
      await sleep(wait, undefined, signal && { signal }).catch(() => {});
    }
  }
}
