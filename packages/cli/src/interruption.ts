import { setImmediate } from 'node:timers/promises';

/** A second signal this soon after the first is the same key press: a shell and npm may each pass it on. */
const SAME_PRESS = 500;

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The first signal that asked to stop; undefined if none has. */
  readonly by: () => NodeJS.Signals | undefined;
  /** Gives the signals back to the system. */
  readonly dispose: () => void;
}

/**
 * Treats Ctrl-C (SIGINT), SIGTERM and the end of the terminal (SIGHUP) as a request to stop in order; a
 * second Ctrl-C or SIGTERM calls `quit`. Both the system and the shell may report the end of a terminal, any
 * time apart.
 */
export function listenForInterruption(quit: () => void): Interruption {
  const controller = new AbortController();
  let first = Number.NaN;
  let by: NodeJS.Signals | undefined;
  const listener = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      first = performance.now();
      by = name;
      controller.abort();
    } else if (name !== 'SIGHUP' && performance.now() - first > SAME_PRESS) quit();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, listener);
  return {
    signal: controller.signal,
    by: () => by,
    dispose: () => {
      for (const name of signals) process.removeListener(name, listener);
    },
  };
}

/** Lets signals come, which is in a turn of the event loop. @throws the signal's reason if it is aborted */
export async function yieldTo(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
