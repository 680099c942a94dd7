import { type History, seriesNamed } from 'gradscope';
import { EMPTY_HISTORY, emptyLike, mapArrays } from './historyRows.ts';

/** A history with spare room in its arrays, so that appending rows is cheap. */
export class GrowingHistory {
  private room: History = EMPTY_HISTORY;
  private count = 0;

  get rows(): number {
    return this.count;
  }

  /** The history without a copy; valid until its rows are replaced. */
  get view(): History {
    return mapArrays(this.room, (values, columns) => values.subarray(0, this.count * columns));
  }

  /**
   * Keeps the first `from` rows and appends `rows` to them. If `from` is 0, the series may differ from those
   * before.
   */
  put(from: number, rows: History): History {
    const added = rows.step.length;
    if (from === 0 || from + added > this.room.step.length) this.makeRoom(from, rows);
    mapArrays(this.room, (values, columns, name) => {
      values.set(arrayOf(rows, name), from * columns);
      return values;
    });
    this.count = from + added;
    return this.view;
  }

  /** Keeps the first `rows` rows. */
  cut(rows: number): void {
    this.count = rows;
  }

  /** Allocates twice the room needed now. */
  private makeRoom(from: number, rows: History): void {
    const capacity = 2 * (from + rows.step.length);
    const { room } = this;
    this.room = mapArrays(rows, (values, columns, name) => {
      const longer = emptyLike(values, capacity * columns);
      if (from > 0) longer.set(arrayOf(room, name).subarray(0, from * columns));
      return longer;
    });
  }
}

function arrayOf(history: History, name: string): Int32Array | Float64Array {
  const { series: _, ...others } = history;
  return name in others ? others[name as keyof typeof others] : seriesNamed(history, name)!.values;
}
