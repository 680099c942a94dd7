import type { History } from 'gradscope';
import { GrowingHistory } from './growingHistory.ts';
import { rowsBefore, sliceRows } from './historyRows.ts';
import type { Rows } from './protocol.ts';
import { thin } from './thinning.ts';

/** The store thins its rows above this number: a figure cannot show more. */
export const MOST_ROWS = 4096;

/** The recorded history of a run in a bounded number of rows. It tracks which rows have not been sent yet. */
export class HistoryStore {
  private readonly kept = new GrowingHistory();
  private sent = 0;
  private changed = false;

  get rows(): number {
    return this.kept.rows;
  }

  /** Adds the rows after the last one held, and skips the others. */
  append(recorded: History): void {
    const last = this.kept.view.step.at(-1) ?? -1;
    const from = rowsBefore(recorded, last + 1);
    if (from === recorded.step.length) return;
    this.kept.put(this.rows, sliceRows(recorded, from));
    this.changed = true;
    if (this.rows <= MOST_ROWS) return;
    this.kept.put(0, thin(this.kept.view));
    this.sent = 0;
  }

  /** Drops the rows recorded at `step` and later. */
  dropFrom(step: number): void {
    const rows = rowsBefore(this.kept.view, step);
    if (rows === this.rows) return;
    this.changed = true;
    this.kept.cut(rows);
    this.sent = Math.min(this.sent, rows);
  }

  /** Copies of the rows changed since the last call, or undefined if none changed. */
  takeNews(): Rows | undefined {
    if (!this.changed) return undefined;
    this.changed = false;
    const rows = { from: this.sent, history: sliceRows(this.kept.view, this.sent) };
    this.sent = this.rows;
    return rows;
  }
}
