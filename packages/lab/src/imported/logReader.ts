import type { ImportAnswer, ImportQuestion, Outcome } from './importMessages.ts';

export type ReadLogs = Extract<Outcome, { kind: 'logs' }>;

/** A file was written to since the page received it, so that the page's copy is out of date. */
export class FileHasChanged extends RangeError {
  constructor() {
    super('The file has changed since it was chosen: choose or drop it again.');
  }
}

/** Reads and diagnoses logs in its own worker. */
export class LogReader {
  private readonly worker = new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' });
  private asked = 0;

  /** @throws RangeError that names the files' fault */
  ask(question: Omit<ImportQuestion, 'id'>): Promise<ReadLogs> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      const listen = ({ data }: MessageEvent<ImportAnswer>) => {
        if (data.id !== id) return;
        this.worker.removeEventListener('message', listen);
        if (data.kind === 'logs') resolve(data);
        else reject(data.kind === 'changed' ? new FileHasChanged() : new RangeError(data.message));
      };
      this.worker.addEventListener('message', listen);
      this.worker.onerror = event => {
        event.preventDefault();
        reject(
          new RangeError(`The files could not be read: ${event.message || 'the worker did not start'}.`),
        );
      };
      this.worker.postMessage({ id, ...question } satisfies ImportQuestion);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}
