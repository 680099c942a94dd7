import { type RecordedRun, type RecurrentPlace, type Run, recurrentPlaces, type Series } from 'gradscope';
import { recordedSeries } from './recorded.ts';

/** A recurrent layer of a run, and its first column in the series of the `time` probe. */
export interface RecurrentRows extends RecurrentPlace {
  readonly start: number;
}

/** Empty for a run without recurrent layers, and for a log, whose layers are not known. */
export function recurrentRows(run: RecordedRun): RecurrentRows[] {
  const { layers } = run as Partial<Run>;
  let start = 0;
  return recurrentPlaces(layers ?? []).map(place => {
    const row = { ...place, start };
    start += place.positions;
    return row;
  });
}

/** Whether the signal of an LSTM's state c was recorded. */
export function hasState(run: RecordedRun): boolean {
  return run.history.series.time_state?.values.some(value => value > 0) ?? false;
}

/** The values of one recurrent layer, `[steps, positions]`. */
export function timeValues(run: RecordedRun, name: string, { start, positions }: RecurrentRows): Series {
  const { columns, values } = recordedSeries(run, name);
  const steps = values.length / columns;
  const own = new Float64Array(steps * positions);
  for (let row = 0; row < steps; row++) {
    own.set(values.subarray(row * columns + start, row * columns + start + positions), row * positions);
  }
  return { columns: positions, values: own };
}
