import type { OfferedSweep, SweepAnswer } from './storedSweep.ts';

/** Called after each request to the store. */
export interface StoreListener<Answer> {
  onAnswer(answer: Answer): void;
  /** The store does not answer, or has no such sweep; requests go on. Undefined once it has answered. */
  onTrouble(message: string | undefined): void;
}

/**
 * The pause after an answer: a minimum in ms, and a multiple of the time that the answer took. A complete
 * sweep changes only if failed runs are repeated.
 */
const PAUSES = {
  growing: { least: 2000, factor: 10 },
  whole: { least: 15_000, factor: 100 },
} as const;

type Pace = keyof typeof PAUSES;

/** Polls the list of sweeps, with the last submitted first. */
export function followSweeps({ onAnswer, onTrouble }: StoreListener<readonly OfferedSweep[]>): void {
  void repeat(async () => {
    const answer = await answerTo('sweeps.json');
    onAnswer((await answer.json()).sweeps);
    return 'whole';
  }, onTrouble);
}

/** Polls one sweep of the store. */
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

/** Sends requests while the page is visible, with the pause that each answer gives, until aborted. */
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

/** Throws the server's error, or an error if there is no answer. */
async function answerTo(path: string, options: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`./store/${path}`, options).catch(() => {
    throw new Error('The store does not answer: is gradscope lab still running? It is asked again.');
  });
  if (answer.ok || answer.status === 304) return answer;
  throw new Error((await answer.text()).trim());
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Resolves once the page is visible. */
function shown(): Promise<void> {
  return new Promise(resolve => {
    if (!document.hidden) return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
  });
}
