/** Names of workers' lives: no two pages of the site may share one. */
let lives = 0;
const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16)).join('');

export function nextLife(): string {
  return `gradscope-worker-${page}-${++lives}`;
}

export interface LifeWatch {
  /** The worker has said something, so it holds the lock of its life: from now on it is watched. */
  begin(): void;
  stop(): void;
}

/**
 * Calls `onDeath` when a worker that was started under the name of a life has ended, whatever ended it: a browser that takes a
 * worker's memory away tells nobody. The worker holds a lock of that name for as long as it lives; whoever waits for it
 * gets it when it dies. Where a browser has no locks, nothing is watched.
 */
export function watchLife(life: string, onDeath: () => void): LifeWatch {
  const abort = new AbortController();
  let isWatching = false;
  return {
    begin() {
      if (isWatching || !navigator.locks) return;
      isWatching = true;
      navigator.locks.request(life, { signal: abort.signal }, onDeath).catch(() => {
        // Stopped: the worker is no longer wanted.
      });
    },
    stop: () => abort.abort(),
  };
}

/** To be called by the worker: resolves once it holds the lock of its life, until it ends. */
export function holdLife(life: string): Promise<void> {
  if (!navigator.locks) return Promise.resolve();
  return new Promise(resolve => {
    void navigator.locks.request(life, () => {
      resolve();
      return new Promise(() => {});
    });
  });
}
