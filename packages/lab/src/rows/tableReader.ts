import type { Experiment, Table } from 'gradscope';
import { LARGEST_FILE, tooLarge } from '../files/largestFile.ts';
import type { ReadColumns, TableAnswer, TableQuestion } from './tableMessages.ts';

/** Reads tables in its own worker. One question at a time. */
export class TableReader {
  private readonly worker = new Worker(new URL('./tableWorker.ts', import.meta.url), { type: 'module' });

  /**
   * The columns of a CSV, npz or Parquet file, whose rows are kept for {@link check}.
   *
   * @throws RangeError that names the file's fault; before reading, if it is too large
   */
  async read(file: File): Promise<ReadColumns> {
    if (file.size > LARGEST_FILE) throw new RangeError(tooLarge(file.name, file.size));
    const answer = await this.ask({ kind: 'read', file });
    if (answer.kind !== 'columns') throw new TypeError(`reader: expected columns, got ${answer.kind}`);
    return answer;
  }

  /**
   * The part of the rows, or of those of the last file, that the experiment uses.
   *
   * @throws RangeError with the reason why it cannot be trained on them
   */
  async check(experiment: Experiment, table?: Table): Promise<Table> {
    const answer = await this.ask({ kind: 'check', experiment, table });
    return answer.kind === 'table' ? answer.table : [];
  }

  close(): void {
    this.worker.terminate();
  }

  private ask(question: TableQuestion): Promise<TableAnswer> {
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => {
        if (data.kind === 'complaint') reject(new RangeError(data.message));
        else resolve(data);
      };
      this.worker.onerror = event => {
        event.preventDefault();
        reject(new RangeError(`The file could not be read: ${event.message || 'the worker did not start'}.`));
      };
      this.worker.postMessage(question);
    });
  }
}
