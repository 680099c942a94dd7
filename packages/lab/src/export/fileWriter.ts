import type { ExportAnswer, ExportOrder, ExportQuestion } from './exportMessages.ts';

/** Makes files in its own worker, which starts with the first file. */
export class FileWriter {
  private worker: Worker | undefined;
  private asked = 0;

  /** @throws RangeError that says why it cannot be made */
  write(order: ExportOrder): Promise<string | Uint8Array> {
    this.worker ??= new Worker(new URL('./exportWorker.ts', import.meta.url), { type: 'module' });
    const { worker } = this;
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      const listen = ({ data }: MessageEvent<ExportAnswer>) => {
        if (data.id !== id) return;
        worker.removeEventListener('message', listen);
        if (data.kind === 'content') resolve(data.content);
        else reject(new RangeError(data.message));
      };
      worker.addEventListener('message', listen);
      worker.onerror = event => {
        event.preventDefault();
        reject(new RangeError(`The file could not be made: ${event.message || 'the worker did not start'}.`));
      };
      worker.postMessage({ id, order } satisfies ExportQuestion);
    });
  }

  close(): void {
    this.worker?.terminate();
  }
}
