import {
  columnsOf,
  HELD_OUT_SERIES,
  HISTOGRAM_BINS,
  type LayerSettings,
  type Run,
  rowsOf,
  suffixesOf,
} from 'gradscope';
import { csvText } from '../csvText.ts';
import { type ParquetColumn, writeParquet } from '../parquet/writeParquet.ts';

/** The parts of a run that curves need. */
export type RunRecords = Pick<Run, 'name' | 'layers' | 'history'>;

/**
 * Everything recorded of a run as CSV, a row for each recorded step: `step`, `loss`, `accuracy`, and for each
 * series one column per layer, `grad_l2_3`, or several, `grad_neuron_2_17`; `test_loss` and `test_accuracy`
 * if rows are held out. Numbers have just enough digits to identify them.
 */
export function writeCurvesCsv(run: RunRecords): string {
  const columns = curveColumns(run);
  return csvText(
    columns.map(({ name }) => name),
    run.history.step.length,
    row => columns.map(({ values }) => values[row]),
  );
}

/**
 * The same as Parquet, `step` in int32 and everything else in float64, with the network's name as metadata.
 */
export function writeCurvesParquet(run: RunRecords): Uint8Array {
  const columns = curveColumns(run).map(
    ({ name, values }): ParquetColumn => ({
      name,
      type: values instanceof Int32Array ? 'int32' : 'float64',
      values,
    }),
  );
  return writeParquet(columns, { network: run.name });
}

interface CurveColumn {
  readonly name: string;
  readonly values: Int32Array | Float64Array;
}

/** One column for each number recorded per step. */
export function curveColumns({ layers, history }: RunRecords): CurveColumn[] {
  const { step, loss, accuracy, series } = history;
  const recorded = Object.entries(series).flatMap(([name, { columns, values }]) =>
    columnNames(name, columns, layers).map((full, c) => ({
      name: full,
      values: Float64Array.from({ length: step.length }, (_, row) => values[row * columns + c]),
    })),
  );
  return [
    { name: 'step', values: step },
    { name: 'loss', values: loss },
    { name: 'accuracy', values: accuracy },
    ...recorded,
  ];
}

/** Series with several values a layer, and how many a layer has. */
const PER_LAYER: Readonly<Partial<Record<string, (layer: LayerSettings) => number>>> = {
  grad_neuron: columnsOf,
  unit_dead: ({ width }) => width,
  grad_histogram: () => HISTOGRAM_BINS,
  weight_sv: layer => Math.min(rowsOf(layer), columnsOf(layer)),
};

/**
 * `grad_l2_1`, `grad_l2_2`, …: the layer; with several values per layer, `grad_neuron_1_1`: the layer, and
 * the index within it.
 */
function columnNames(name: string, columns: number, layers: readonly LayerSettings[]): string[] {
  const suffixes = suffixesOf(name, layers);
  if (suffixes?.length === columns) return suffixes.map(suffix => `${name}_${suffix}`);
  const count = PER_LAYER[name];
  const names = layers.flatMap((layer, l) =>
    Array.from({ length: count?.(layer) ?? 1 }, (_, i) => `${name}_${l + 1}${count ? `_${i + 1}` : ''}`),
  );
  if (HELD_OUT_SERIES.includes(name)) return [name];
  // Some series cover only the hidden layers; columns unrelated to layers are numbered.
  if (names.length >= columns) return names.slice(0, columns);
  return Array.from({ length: columns }, (_, i) => `${name}_${i + 1}`);
}
