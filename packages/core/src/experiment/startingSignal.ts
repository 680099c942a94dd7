import { type AnyDataset, outputsOf } from '../data/dataset.ts';
import { measuredRows } from '../data/measuredRows.ts';
import { wasmEngine } from '../engine/wasm.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import { RandomState } from '../random/randomState.ts';
import { type LayerPrediction, predictFactors } from '../theory/predictFactors.ts';
import { randomLayer } from '../theory/randomLayer.ts';
import { type InitializedLayer, layersOf } from './layers.ts';
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
  const norms = signalOf(layers, { data, loss: prepared.loss }, batchScale);
  const seeds = Array.from({ length: starts }, (_, i) => i + 1);
  return {
    measured: norms(prepared.networks[index].parameters),
    predictions: predictFactors({
      layers: layers.map(({ settings, init }) => randomLayer(settings, init)),
      inputSecondMoment: meanSquareOf(data),
    }),
    starts: seeds.map(seed => norms(drawParameters(layers, data, new RandomState(seed)))),
  };
}

/** Measures ‖δ[l]‖ of all layers from given parameters: one network serves for all starts. */
function signalOf(
  layers: readonly InitializedLayer[],
  { data, loss }: Pick<Prepared, 'data' | 'loss'>,
  scale: number,
) {
  const settings = layers.map(layer => layer.settings);
  let network: Network | undefined;
  return (parameters: Parameters): number[] => {
    network ??= new Network(modelOf(wasmEngine('float64'), settings, parameters), data, { loss });
    for (const [l, layer] of network.layers.entries()) layer.load(parameters[l]);
    network.backpropagate();
    return network.layers.map(({ dz }) => scale * network!.engine.magnitudes(dz).l2);
  };
}

function batchSize({ batch }: Experiment['training'], { samples }: AnyDataset): number {
  return batch === 'full' ? samples : Math.min(batch, samples);
}

function meanSquareOf({ X }: AnyDataset): number {
  let sum = 0;
  for (const x of X) sum += x * x;
  return sum / X.length;
}
