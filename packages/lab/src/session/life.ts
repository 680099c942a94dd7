/** Counts the lock names given out. No two pages of the site may share one. */
let lives = 0;
const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16)).join('');

export function nextLife(): string {
  return `gradscope-worker-${page}-${++lives}`;
}

export interface LifeWatch {
  /** Starts watching. Call it after the worker's first message: the worker then holds its lock. */
  begin(): void;
  stop(): void;
}

/**
 * Calls `onDeath` when the worker named `life` has ended for any reason. A browser that kills a worker to
 * free memory fires no event. The worker therefore holds a lock of that name while it lives, and the page
 * waits for the lock. Without locks in the browser, nothing is watched.
 */
export function watchLife(life: string, onDeath: () => void): LifeWatch {
  const abort = new AbortController();
  let isWatching = false;
  return {
    begin() {
      if (isWatching || !navigator.locks) return;
      isWatching = true;
      navigator.locks.request(life, { signal: abort.signal }, onDeath).catch(() => {
        // The wait was aborted: the page no longer needs the worker.
      });
    },
    stop: () => abort.abort(),
  };
}

/** For the worker: resolves once it holds the lock `life`, which it keeps until it ends. */
export function holdLife(life: string): Promise<void> {
  if (!navigator.locks) return Promise.resolve();
  return new Promise(resolve => {
    void navigator.locks.request(life, () => {
      resolve();
      return new Promise(() => {});
    });
  });
}
