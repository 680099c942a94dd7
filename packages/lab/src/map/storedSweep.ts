import { type CellColumn, type MapCell, type SweepView, storedCell } from '@gradscope/figures';
import { expandSweep, type Sweep } from 'gradscope';
import { axisName, type PlainExperiment } from './mapPlan.ts';

/** A sweep of the served store, as `store/sweeps.json` lists it. */
export interface OfferedSweep {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly done: number;
}

/** The content of `store/sweeps/ID.json`: one value per finished run in every column. */
export interface SweepAnswer extends Pick<OfferedSweep, 'id' | 'name' | 'total'> {
  readonly document: PlainExperiment;
  /** The size of the data's file; null if the data is generated. */
  readonly tableBytes: number | null;
  readonly columns: Readonly<Record<CellColumn, readonly (number | null)[]>> & {
    readonly index: readonly number[];
    readonly status: readonly string[];
    readonly reason: readonly (string | null)[];
  };
}

/** A sweep of the store with the runs finished so far. */
export interface StoredSweep extends OfferedSweep {
  readonly document: PlainExperiment;
  readonly tableBytes: number | null;
  readonly sweep: Sweep;
  /** Each run's cell, by its index. */
  readonly cells: (MapCell | undefined)[];
  /** Runs that failed or took too long. */
  readonly failed: number;
  /** Why runs failed, by run. */
  readonly reasons: ReadonlyMap<number, string>;
}

/**
 * Reads a sweep from the store's answer, and keeps the symptoms already found for its runs.
 *
 * @throws ExperimentError if this version cannot read the sweep's document
 */
export function storedSweep(answer: SweepAnswer, before: StoredSweep | undefined): StoredSweep {
  const { id, name, total, document, tableBytes, columns } = answer;
  const old = before?.id === id ? before : undefined;
  const cells = new Array<MapCell | undefined>(total).fill(undefined);
  const reasons = new Map<number, string>();
  for (const [k, index] of columns.index.entries()) {
    const [cell, known] = [storedCell(columns.status[k], name => columns[name][k]), old?.cells[index]];
    const isSame = known && Object.is(known.loss, cell.loss) && known.failed === cell.failed;
    cells[index] = isSame ? known : cell;
    const reason = columns.reason[k];
    if (reason) reasons.set(index, reason);
  }
  const sweep = old?.sweep ?? withNames(expandSweep(document));
  const [done, failed] = [columns.index.length, cells.filter(cell => cell?.failed).length];
  return { id, name, total, done, failed, document, tableBytes, sweep, cells, reasons };
}

/** Names each unnamed axis after the number it varies. */
function withNames(sweep: Sweep): Sweep {
  const axes = sweep.axes.map(axis =>
    axis.name === axis.path ? { ...axis, name: axisName(axis.path) } : axis,
  );
  return { ...sweep, axes };
}

/** The name of the file that the networks learn from; undefined if the data is generated. */
export function tableName({ document }: Pick<StoredSweep, 'document'>): string | undefined {
  // A sweep that varies the data may have no data of its own.
  const data = document.data as { readonly kind?: unknown; readonly file?: string } | undefined;
  return data?.kind === 'table' ? data.file : undefined;
}

/** True if a view fits the axes of the sweep. */
export function fits({ axes }: Sweep, { x, y, facet, others }: SweepView): boolean {
  const own = [x, y, facet].filter(axis => axis !== undefined);
  const areAxes = own.every(axis => axis < axes.length) && new Set(own).size === own.length;
  const arePlaces = others.every((other, k) => other === 'median' || other < (axes[k]?.values.length ?? 0));
  return areAxes && others.length === axes.length && arePlaces && (y !== undefined || axes.length === 1);
}
