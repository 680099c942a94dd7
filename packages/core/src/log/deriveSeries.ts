import type { ImportedRun, LoggedLayer } from './importedRun.ts';
import type { LoggedSeries } from './loggedSeries.ts';

type AllSeries = ImportedRun['series'];

/**
 * Quantities that follow from the logged ones: the mean magnitude of a gradient's entries from their sum and
 * the other way round, if the log has their number; the relative update of the weights; the ledger, from the
 * signal at both sides of a layer.
 */
export function deriveSeries(series: AllSeries, layers: readonly LoggedLayer[]): AllSeries {
  const { grad_l1, grad_mean, update_l2, weight_l2, update_ratio } = series;
  const sizes = (column: number) => layers[column].size ?? Number.NaN;
  const derived: Record<string, LoggedSeries> = { ...series };
  if (layers.some(({ size }) => size !== null)) {
    if (grad_l1 && !grad_mean) derived.grad_mean = mapped(grad_l1, (sum, l) => sum / sizes(l));
    if (grad_mean && !grad_l1) derived.grad_l1 = mapped(grad_mean, (mean, l) => mean * sizes(l));
  }
  if (update_l2 && weight_l2 && !update_ratio) derived.update_ratio = ratio(update_l2, weight_l2);
  return layers.length > 1 ? { ...derived, ...ledgerOf(series) } : derived;
}

function mapped(series: LoggedSeries, change: (value: number, column: number) => number): LoggedSeries {
  return { ...series, values: series.values.map((value, i) => change(value, i % series.columns)) };
}

/** Quotients at the steps at which both were logged. */
function ratio(above: LoggedSeries, below: LoggedSeries): LoggedSeries {
  const rowOf = new Map(Array.from(below.step, (at, row) => [at, row]));
  const { columns } = above;
  return {
    ...above,
    values: above.values.map((value, i) => {
      const row = rowOf.get(above.step[Math.floor(i / columns)]);
      return row === undefined ? Number.NaN : value / below.values[row * columns + (i % columns)];
    }),
  };
}

/**
 * The ledger of hidden layers from ‖∂loss/∂z‖ (`delta_norm`) and ‖∂loss/∂input‖ (`input_delta_norm`) of each:
 * the effect of the weights
 * above on the signal, including a skip connection past them, and that of everything between the layers:
 * activation, normalization
 * and dropout, which a log does not separate, all under the slope.
 */
function ledgerOf({ delta_norm, input_delta_norm, ledger_weights }: AllSeries): AllSeries {
  if (!delta_norm || !input_delta_norm || ledger_weights) return {};
  // If a layer's signal was not logged, its neighbours' parts are unknown.
  if (!startsWhole(delta_norm, 0) || !startsWhole(input_delta_norm, 1)) return {};
  const rowOf = new Map(Array.from(input_delta_norm.step, (at, row) => [at, row]));
  const layers = delta_norm.columns;
  const part = (factor: (norms: Float64Array, inputs: Float64Array, l: number) => number): LoggedSeries => ({
    columns: layers - 1,
    step: delta_norm.step,
    values: Float64Array.from({ length: delta_norm.step.length * (layers - 1) }, (_, i) => {
      const [row, l] = [Math.floor(i / (layers - 1)), i % (layers - 1)];
      const other = rowOf.get(delta_norm.step[row]);
      if (other === undefined) return Number.NaN;
      const norms = delta_norm.values.subarray(row * layers, (row + 1) * layers);
      return factor(norms, input_delta_norm.values.subarray(other * layers, (other + 1) * layers), l);
    }),
  });
  const none = part(() => 1);
  return {
    ledger_weights: part((norms, inputs, l) => inputs[l + 1] / norms[l + 1]),
    ledger_skip: none,
    ledger_dropout: none,
    ledger_slope: part((norms, inputs, l) => norms[l] / inputs[l + 1]),
    ledger_normalization: none,
  };
}

/**
 * Whether the first row has a value in every column from one on: the gradient of the model's own input is
 * never logged.
 */
function startsWhole({ columns, values }: LoggedSeries, from: number): boolean {
  return values.length > 0 && !values.subarray(from, columns).some(Number.isNaN);
}
