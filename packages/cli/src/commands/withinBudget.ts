import { listenForInterruption } from '../interruption.ts';

/** The limits that end a diagnosis early. */
interface Ends {
  /** Aborted by the first Ctrl-C, or when the time is up. */
  readonly ended: AbortSignal;
  /** Aborted by Ctrl-C alone. */
  readonly interrupted: AbortSignal;
}

/**
 * Does some work that ends early after `seconds`, if given, or at Ctrl-C.
 *
 * @param quit called by a second Ctrl-C
 */
export async function withinBudget<T>(
  seconds: number | undefined,
  quit: () => void,
  work: (ends: Ends) => Promise<T>,
): Promise<T> {
  const { signal, dispose } = listenForInterruption(quit);
  const budget = seconds === undefined ? [] : [AbortSignal.timeout(1000 * seconds)];
  try {
    return await work({ ended: AbortSignal.any([signal, ...budget]), interrupted: signal });
  } finally {
    dispose();
  }
}
