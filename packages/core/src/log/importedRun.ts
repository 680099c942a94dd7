import type { LayerSettings } from '../network/layerSettings.ts';
import type { History, Series } from '../probe/history.ts';
import type { LoggedSeries } from './loggedSeries.ts';
import type { RunDetail } from './runDetail.ts';

/** A module with weights, as a log describes it. */
export interface LoggedLayer {
  /** Its path in the model: `encoder.layers.3.linear1`. */
  readonly name: string;
  /** Inputs and outputs of a dense layer; null if the log does not say. */
  readonly fanIn: number | null;
  readonly fanOut: number | null;
  /** Number of its weights; null if the log does not say. */
  readonly size: number | null;
  /** Its activation, in the log's words; null if the log does not say. */
  readonly activation: string | null;
}

/**
 * A run of another program, as far as it was logged.
 *
 * `series` holds what a {@link History} does, by the same names, one column for each of `layers`, NaN if
 * nothing was logged; and `loss`, `accuracy`, `val_loss`, `val_accuracy`, `lr`, `grad_norm` (of all layers
 * together) and `grad_norm_clipped`, of one column each. Series that the log lacks are missing.
 */
export interface ImportedRun {
  readonly name: string;
  /** Forward: the layer nearest the input first. */
  readonly layers: readonly LoggedLayer[];
  readonly series: Readonly<Record<string, LoggedSeries>>;
  /** False if the order of `layers` is a guess: results that depend on it are unknown. */
  readonly orderKnown?: false;
  /** The unit of the loss's steps, if it is known to be more than one update. */
  readonly stepUnit?: 'epoch';
  /** Whether the log has numbers that may be gradients but were not understood. */
  readonly hasUnreadGradients?: true;
  /** The logged parts of the loss, if there is no `loss` because none of them represents it. */
  readonly lossParts?: readonly string[];
  /** Notes on how the log was read, for a reader of the verdict, one sentence each. */
  readonly notes?: readonly string[];
  /** The additional contents of a log of schema 2; missing for other logs. */
  readonly detail?: RunDetail;
}

/** A run as figures need it: ours, or a part of an imported one. */
export interface RecordedRun {
  readonly name: string;
  readonly history: History;
  readonly layers?: readonly LayerSettings[];
  /** The log's names of the layers, one for each column of the series by layer. */
  readonly layerNames?: readonly string[];
}

/** A column of NaN: nothing was logged. */
const nothing = (rows: number): Float64Array => new Float64Array(rows).fill(Number.NaN);

/**
 * The rows of a run at which `name` was logged, as a history: with the other series of the same steps, as in
 * our own `RecordedRun`s, and the loss and accuracy last logged before each.
 *
 * @throws RangeError if it was not logged
 */
export function recordedAt({ name: runName, series, layers }: ImportedRun, name: string): RecordedRun {
  const leading = series[name];
  if (!leading) throw new RangeError(`name: expected a series that ${runName} has, got ${name}`);
  const { step } = leading;
  const others = Object.entries(series).filter(([key]) => key !== 'loss' && key !== 'accuracy');
  return {
    name: runName,
    layerNames: layers.map(layer => layer.name),
    history: {
      step,
      loss: latest(series.loss, step),
      accuracy: latest(series.accuracy, step),
      series: Object.fromEntries(others.map(([key, one]) => [key, key === name ? one : rowsAt(one, step)])),
    },
  };
}

/** The last row of a series of one column at or before each step. */
function latest(series: LoggedSeries | undefined, steps: Int32Array): Float64Array {
  const values = nothing(steps.length);
  if (!series) return values;
  let row = -1;
  for (const [at, step] of steps.entries()) {
    while (row + 1 < series.step.length && series.step[row + 1] <= step) row++;
    if (row >= 0) values[at] = series.values[row];
  }
  return values;
}

/** The rows of a series at exactly these steps. */
function rowsAt({ step, columns, values }: LoggedSeries, steps: Int32Array): Series {
  const chosen = nothing(steps.length * columns);
  let row = 0;
  for (const [at, wanted] of steps.entries()) {
    while (row < step.length && step[row] < wanted) row++;
    if (step[row] === wanted) {
      chosen.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
    }
  }
  return { columns, values: chosen };
}
