import type { OfferedSweep, SweepAnswer } from './storedSweep.ts';

export interface StoreListener {
  onSweep(answer: SweepAnswer): void;
  /** The store does not answer, or has no such sweep; it is asked again. Undefined once it has answered. */
  onTrouble(message: string | undefined): void;
}

/** How long after an answer the store is asked again, in ms: at least, and in times of what the answer took. */
const LEAST_PAUSE = 2000;
const PAUSE_FACTOR = 10;

/** @throws Error that says what the server answered */
export async function listSweeps(): Promise<readonly OfferedSweep[]> {
  const answer = await fetch('./store/sweeps.json');
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return (await answer.json()).sweeps;
}

/** Reads a sweep of the store, again and again until all of its runs are there. */
export class StoreReader {
  private ending = new AbortController();

  start(id: string, listener: StoreListener): void {
    this.stop();
    const ending = new AbortController();
    this.ending = ending;
    void follow(id, listener, ending.signal);
  }

  stop(): void {
    this.ending.abort();
  }
}

async function follow(id: string, listener: StoreListener, signal: AbortSignal): Promise<void> {
  let etag = '';
  while (!signal.aborted) {
    const began = performance.now();
    try {
      const answer = await fetch(`./store/sweeps/${id}.json`, {
        signal,
        cache: 'no-store',
        headers: etag ? { 'if-none-match': etag } : {},
      });
      if (answer.status === 200) {
        etag = answer.headers.get('etag') ?? '';
        const sweep: SweepAnswer = await answer.json();
        if (signal.aborted) return;
        listener.onSweep(sweep);
        if (sweep.columns.index.length === sweep.total) return;
      } else if (answer.status !== 304) throw new Error((await answer.text()).trim());
      listener.onTrouble(undefined);
    } catch (error) {
      if (signal.aborted) return;
      listener.onTrouble((error as Error).message);
    }
    await pause(Math.max(LEAST_PAUSE, PAUSE_FACTOR * (performance.now() - began)));
    await shown(signal);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Resolves as soon as somebody can see the page. */
function shown(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (!document.hidden || signal.aborted) return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
  });
}
