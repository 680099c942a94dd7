import type { LoggedSeries } from 'gradscope';

/** Any table may have this many cells, plus as many for each logged number. */
const LEAST_CELLS = 2 ** 20;
const MOST_CELLS = 16;

/** Gathers rows of numbers by step: a row that comes later for the same step counts, missing numbers are NaN. */
export class SeriesBuilder {
  private readonly rows = new Map<number, Float64Array>();
  private numbers = 0;
  private columns = 0;

  /**
   * @returns whether there is room: rows of very different lengths would make a table far larger than the log
   */
  add(step: number, row: Float64Array): boolean {
    this.rows.set(step, row);
    this.numbers += row.length;
    this.columns = Math.max(this.columns, row.length);
    return this.columns * this.rows.size <= LEAST_CELLS + MOST_CELLS * this.numbers;
  }

  finish(): LoggedSeries {
    const step = Int32Array.from(this.rows.keys()).sort();
    const values = new Float64Array(step.length * this.columns).fill(Number.NaN);
    for (const [r, at] of step.entries()) values.set(this.rows.get(at)!, r * this.columns);
    return { columns: this.columns, step, values };
  }
}

/** Series by name, each begun at its first row. */
export class SeriesByName<Name extends string = string> {
  private readonly builders = new Map<Name, SeriesBuilder>();

  /** @returns whether there is room, see {@link SeriesBuilder.add} */
  add(name: Name, step: number, row: Float64Array): boolean {
    const builder = this.builders.get(name) ?? new SeriesBuilder();
    this.builders.set(name, builder);
    return builder.add(step, row);
  }

  finish(): Record<Name, LoggedSeries> {
    const entries = [...this.builders].map(([name, builder]) => [name, builder.finish()] as const);
    return Object.fromEntries(entries) as Record<Name, LoggedSeries>;
  }
}
