import { CELL_NUMBERS, CELL_STEPS, type MapCell } from '@gradscope/figures';
import { findResult, keepResult, resultKey } from '../saved/keptResults.ts';
import type { MapUrl } from './mapAddress.ts';
import { sweepDocument } from './mapPlan.ts';
import { tableName } from './storedSweep.ts';

/** The results of the runs of a map, column by column: storing thousands of objects would be slow. */
interface Columns {
  /** The indices of the runs. */
  readonly index: Int32Array;
  readonly numbers: Readonly<Record<(typeof CELL_NUMBERS)[number], Float64Array>>;
  /** By run; NaN means null. */
  readonly steps: Readonly<Record<(typeof CELL_STEPS)[number], Float64Array>>;
  /** Undefined if it is unknown. */
  readonly symptom: readonly MapCell['symptom'][];
}

/**
 * Everything that determines the cells of a map.
 *
 * @param sweep of the served store that has the rows of its data, if it is a table
 */
export function mapKey(
  { map, side, target }: Pick<MapUrl, 'map' | 'side' | 'target'>,
  sweep: string,
): string {
  const document = sweepDocument(map, side, target);
  return resultKey('map', document, tableName({ document }) === undefined ? '' : sweep);
}

/** Number of new cells after which an incomplete map is saved. */
const KEEP_EVERY = 1024;

/** Saves a map while it is filled. */
export class MapKeeper {
  private key = '';
  private cells: readonly (MapCell | undefined)[] = [];
  private unkept = 0;

  /** Switches to another map, and fills `cells` with its saved ones. */
  async load(key: string, cells: (MapCell | undefined)[]): Promise<void> {
    this.keep();
    this.key = key;
    this.cells = cells;
    const columns = await findResult<Columns>(key);
    if (!columns) return;
    for (const [index, cell] of cellsOf(columns).entries()) cells[index] ??= cell;
  }

  /** Notes new cells. */
  note(count: number): void {
    this.unkept += count;
    if (this.unkept >= KEEP_EVERY) this.keep();
  }

  keep(): void {
    if (this.unkept === 0) return;
    this.unkept = 0;
    void keepCells(this.key, this.cells);
  }
}

async function keepCells(key: string, cells: readonly (MapCell | undefined)[]): Promise<void> {
  const columns = columnsOf(cells);
  const bytes = columns.index.length * (4 + 8 * (CELL_NUMBERS.length + CELL_STEPS.length) + 16);
  await keepResult(key, columns, bytes);
}

export function columnsOf(cells: readonly (MapCell | undefined)[]): Columns {
  const known = cells.flatMap((cell, index) => (cell && !cell.failed ? [{ cell, index }] : []));
  const column = (pick: (cell: MapCell) => number) => Float64Array.from(known, ({ cell }) => pick(cell));
  return {
    index: Int32Array.from(known, ({ index }) => index),
    numbers: eachOf(CELL_NUMBERS, name => column(cell => cell[name])),
    steps: eachOf(CELL_STEPS, name => column(cell => cell[name] ?? Number.NaN)),
    symptom: known.map(({ cell }) => cell.symptom),
  };
}

export function cellsOf({ index, numbers, steps, symptom }: Columns): (MapCell | undefined)[] {
  const cells: (MapCell | undefined)[] = [];
  for (const [row, run] of index.entries()) {
    const step = (name: (typeof CELL_STEPS)[number]) =>
      Number.isNaN(steps[name][row]) ? null : steps[name][row];
    const found = symptom[row];
    cells[run] = {
      ...eachOf(CELL_NUMBERS, name => numbers[name][row]),
      ...eachOf(CELL_STEPS, step),
      ...(found !== undefined && { symptom: found }),
    };
  }
  return cells;
}

function eachOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map(key => [key, make(key)])) as Record<Key, Value>;
}
