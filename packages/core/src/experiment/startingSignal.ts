import { type AnyDataset, outputsOf } from '../data/dataset.ts';
import { measuredRows } from '../data/measuredRows.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import { RandomState } from '../random/randomState.ts';
import type { LayerPrediction } from '../theory/predictFactors.ts';
import { momentsOfRows, predictSignal } from '../theory/predictSignal.ts';
import { layersOf } from './layers.ts';
import { drawParameters, type Prepared } from './prepare.ts';
import type { Experiment } from './schema.ts';

/** The signal of a network before any training: measured, predicted by theory, and from other starts. */
export interface StartingSignal {
  /**
   * ‖δ[l]‖, l = 1 … L, at the experiment's own start, on all of its data, scaled to the size for one batch,
   * in float64.
   */
  readonly measured: readonly number[];
  /** The prediction of mean-field theory for ‖δ[l]‖ / ‖δ[l+1]‖, l = 1 … L − 1. */
  readonly predictions: readonly LayerPrediction[];
  /** ‖δ[l]‖ of networks drawn in the same way from the seeds 1, 2, …: the variation by chance alone. */
  readonly starts: readonly (readonly number[])[];
}

/**
 * Measures and predicts the signal of network `index` before any training, without dropout; on all of its data, or on the
 * first rows of sequences and pictures. The loss is a
 * mean over a batch, so with B of N samples the norm of the signal is about √(N / B) times that with all of
 * them: it is scaled by that factor, to be comparable with recorded values.
 *
 * @param prepared of the same experiment
 * @param starts number of other random starts to measure
 */
export function startingSignal(
  experiment: Experiment,
  prepared: Prepared,
  index: number,
  starts = 0,
): StartingSignal {
  const data = measuredRows(prepared.data, batchSize(experiment.training, prepared.data));
  const layers = layersOf(experiment.networks[index], data, outputsOf(data));
  const batchScale = Math.sqrt(data.samples / batchSize(experiment.training, data));
  const { parameters } = prepared.networks[index];
  const settings = layers.map(layer => layer.settings);
  const model = modelOf(wasmEngine('float64'), settings, parameters);
  const norms = signalOf(new Network(model, data, { loss: prepared.loss }), batchScale);
  const { positions, channels } = model.input;
  const seeds = Array.from({ length: starts }, (_, i) => i + 1);
  return {
    measured: norms(parameters),
    predictions: predictSignal(
      model,
      layers,
      momentsOfRows(data.X, { samples: data.samples, positions, channels }),
    ),
    starts: seeds.map(seed => norms(drawParameters(layers, data, new RandomState(seed)))),
  };
}

/** Measures ‖δ[l]‖ of all layers from given parameters: one network serves for all starts. */
function signalOf(network: Network, scale: number) {
  return (parameters: Parameters): number[] => {
    network.model.load(parameters);
    network.backpropagate();
    return network.layers.map(({ dz }) => scale * network.engine.magnitudes(dz).l2);
  };
}

function batchSize({ batch }: Experiment['training'], { samples }: AnyDataset): number {
  return batch === 'full' ? samples : Math.min(batch, samples);
}
