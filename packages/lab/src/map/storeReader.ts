import type { OfferedSweep, SweepAnswer } from './storedSweep.ts';

/** What is told of the store as often as it is asked. */
export interface StoreListener<Answer> {
  onAnswer(answer: Answer): void;
  /** The store does not answer, or has no such sweep; it is asked again. Undefined once it has answered. */
  onTrouble(message: string | undefined): void;
}

/**
 * How long after an answer the store is asked again: at least so many ms, and so many times what the answer took. What is
 * whole changes only where somebody has failed runs done again.
 */
const PAUSES = {
  growing: { least: 2000, factor: 10 },
  whole: { least: 15_000, factor: 100 },
} as const;

type Pace = keyof typeof PAUSES;

/** Lists the sweeps of the store, the last submitted first, again and again. */
export function followSweeps({ onAnswer, onTrouble }: StoreListener<readonly OfferedSweep[]>): void {
  void repeat(async () => {
    const answer = await answerTo('sweeps.json');
    onAnswer((await answer.json()).sweeps);
    return 'whole';
  }, onTrouble);
}

/** Reads a sweep of the store, again and again. */
export class StoreReader {
  private ending = new AbortController();

  start(id: string, { onAnswer, onTrouble }: StoreListener<SweepAnswer>): void {
    this.stop();
    this.ending = new AbortController();
    const { signal } = this.ending;
    let [etag, pace] = ['', 'growing' as Pace];
    const ask = async () => {
      const answer = await answerTo(`sweeps/${id}.json`, {
        signal,
        cache: 'no-store',
        headers: etag ? { 'if-none-match': etag } : {},
      });
      if (answer.status === 304) return pace;
      etag = answer.headers.get('etag') ?? '';
      const sweep: SweepAnswer = await answer.json();
      signal.throwIfAborted();
      pace = sweep.columns.index.length === sweep.total ? 'whole' : 'growing';
      onAnswer(sweep);
      return pace;
    };
    void repeat(ask, onTrouble, signal);
  }

  stop(): void {
    this.ending.abort();
  }
}

/** Asks as often as the pace that it says allows, while somebody can see the page, until aborted. */
async function repeat(
  ask: () => Promise<Pace>,
  onTrouble: (message: string | undefined) => void,
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted) {
    const began = performance.now();
    let pace: Pace = 'growing';
    try {
      pace = await ask();
      onTrouble(undefined);
    } catch (error) {
      if (signal?.aborted) return;
      onTrouble((error as Error).message);
    }
    const { least, factor } = PAUSES[pace];
    await pause(Math.max(least, factor * (performance.now() - began)));
    await shown();
  }
}

/** Throws what the server says against it, or that it says nothing. */
async function answerTo(path: string, options: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`./store/${path}`, options).catch(() => {
    throw new Error('The store does not answer: is gradscope lab still running? It is asked again.');
  });
  if (answer.ok || answer.status === 304) return answer;
  throw new Error((await answer.text()).trim());
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Resolves as soon as somebody can see the page. */
function shown(): Promise<void> {
  return new Promise(resolve => {
    if (!document.hidden) return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
  });
}
