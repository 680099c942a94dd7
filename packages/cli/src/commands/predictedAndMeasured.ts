import { type Experiment, prepare, startingSignal, type Table } from 'gradscope';

/**
 * The gradient's factor from a layer to the one below it, ‖δ[l]‖ / ‖δ[l+1]‖, by mean-field theory and as
 * measured.
 */
export interface LayerFactor {
  /** The lower of the two, 1 … L − 1. */
  readonly layer: number;
  /** NaN if theory does not predict it. */
  readonly predicted: number;
  /** NaN if no gradient arrives. */
  readonly measured: number;
}

/** A recurrent layer: how the squared signal changes from a position to the one before. */
export interface LayerTime {
  readonly layer: number;
  readonly chi: number;
  /** Positions over which it changes by a factor of e; Infinity if it does not. */
  readonly timescale: number;
}

export interface NetworkFactors {
  readonly name: string;
  readonly layers: readonly LayerFactor[];
  /** The prediction of the signal at each position of recurrent layers. */
  readonly time: readonly LayerTime[];
  /** Why theory predicts nothing for some layers, each reason once. */
  readonly reasons: readonly string[];
}

/** Both factors of every network of an experiment, at its initial parameters, in float64, on all of its data. */
export function predictedAndMeasured(
  experiment: Experiment,
  table: Table | undefined,
  onNetwork: (name: string) => void,
): NetworkFactors[] {
  const prepared = prepare(experiment, table);
  return prepared.networks.map(({ name }, i) => {
    onNetwork(name);
    const { measured, predictions } = startingSignal(experiment, prepared, i);
    return {
      name,
      layers: predictions.map(({ factor }, l) => ({
        layer: l + 1,
        predicted: factor,
        measured: measured[l] / measured[l + 1],
      })),
      time: predictions.flatMap(({ time }, l) =>
        time ? [{ layer: l + 1, chi: time.chi, timescale: time.timescale }] : [],
      ),
      reasons: [...new Set(predictions.flatMap(({ reason }) => reason ?? []))],
    };
  });
}
