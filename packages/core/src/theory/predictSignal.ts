import { type InitSettings, weightMoments } from '../network/initializer/index.ts';
import type { WeightMoments } from '../network/initializer/initializer.ts';
import { landmarksOf } from '../network/landmarks.ts';
import { columnsOf, type InitializedLayer, rowsOf } from '../network/layerSettings.ts';
import { deepNorm } from '../network/layers/deepNorm.ts';
import type { Model } from '../network/model.ts';
import type { ModelLayer } from '../network/modelLayer.ts';
import type { RecurrenceNode } from '../network/nodes/recurrence.ts';
import type { LearnedTensor } from '../network/parameters.ts';
import { meanField } from './meanField.ts';
import { type LayerPrediction, predictionOf, type TimePrediction } from './predictFactors.ts';
import { type Moments, meanOf } from './walk/momentNode.ts';
import type { RecurrenceMoments } from './walk/momentNodes.ts';
import { momentNodeOf } from './walk/nodeMoments.ts';
import { walkMoments } from './walk/walkMoments.ts';

/**
 * The prediction of mean-field theory for the layers below the output of a model of any kind of layers at its random
 * start: see `predictFactors`, to which it adds
 *
 * - convolutions, as dense layers whose inputs are those of a window, kernel × channels; what lies on padding is 0;
 * - recurrences with one activation, position after position, with the time over which the signal changes;
 * - skip connections and residual blocks: `E h²` of what is added adds up, and so does the signal;
 * - layer and RMS normalization, embeddings of tokens.
 *
 * What is beyond theory (attention, gates, batch normalization, mean and max pooling) has no prediction,
 * nor have the layers above it.
 *
 * @param layers whose model it is, with how they are drawn
 * @param input the moments of the data at each position
 *
 * Sources: Xiao et al. 2018, "Dynamical Isometry and a Mean Field Theory of CNNs"; Chen, Pennington & Schoenholz 2018,
 * "Dynamical Isometry and a Mean Field Theory of RNNs"; Yang & Schoenholz 2017, "Mean Field Residual Networks".
 */
export function predictSignal(
  model: Model,
  layers: readonly InitializedLayer[],
  input: Pick<Moments, 'mean' | 'square'>,
): LayerPrediction[] {
  const starts = startsOf(model.layers, layers);
  const channels = (place: number) => (place < 0 ? model.input : model.nodes[place].shape).channels;
  const nodes = model.nodes.map(node => momentNodeOf(node, { weights: W => starts.get(W.tensor), channels }));
  const names = new Map(landmarksOf(model, () => true).map(({ place, name }) => [place, name]));
  const places = model.layers.map(layer => placeOf(model, layer));
  const walked = walkMoments(nodes, places, { ...input, isNormal: false }, place => names.get(place) ?? '');
  return walked.map((layer, l) => {
    const time = timeOf(model, l, nodes as RecurrenceMoments[], starts, layer.q);
    return { ...predictionOf(layer), ...(time && { time }) };
  });
}

/** Where the signal of a layer is measured: a normalization at its end passes its signal on in place. */
function placeOf({ nodes }: Model, { places: { z } }: ModelLayer): number {
  return nodes[z].kind === 'normalization' ? nodes[z].from[0] : z;
}

type Starts = ReadonlyMap<LearnedTensor['tensor'], WeightMoments>;

/** How all weights start, those inside blocks too, by tensor. */
function startsOf(layers: readonly ModelLayer[], drawn: readonly InitializedLayer[], factor = 1): Starts {
  return new Map(layers.flatMap((layer, l) => [...startsOfLayer(layer, drawn[l], factor)]));
}

function startsOfLayer(
  { W, learned, inner }: ModelLayer,
  { settings, init }: InitializedLayer,
  factor: number,
): Starts {
  const { of, scale, bias } = settings;
  if (of?.inner) {
    const isSmall = of.values.scale === 'deepNorm';
    return startsOf(inner, of.inner, isSmall ? factor * deepNorm(of.values.blocks).start : factor);
  }
  const moments = (own: InitSettings, rows: number, columns: number): WeightMoments =>
    scaled(weightMoments(own, rows, columns), factor * scale, bias);
  const all = new Map([[W.tensor, moments(init, rowsOf(settings), columnsOf(settings))]]);
  const U = learned.find(({ name }) => name === 'U');
  if (of?.kind === 'recurrent' && U) {
    const { rows } = U.tensor;
    const own = weightMoments(of.values.recurrentInit as InitSettings, rows, rows);
    all.set(U.tensor, scaled(own, factor, false));
  }
  return all;
}

/** The moments of factor · W, and of b if there is one. */
function scaled(moments: WeightMoments, factor: number, bias: boolean): WeightMoments {
  return {
    ...moments,
    weightMean: factor * moments.weightMean,
    weightVariance: factor * factor * moments.weightVariance,
    biasVariance: bias ? moments.biasVariance : 0,
  };
}

/** The mean field of the recurrence in layer l; undefined if there is none that theory covers. */
function timeOf(
  { nodes, layers }: Model,
  l: number,
  walked: readonly RecurrenceMoments[],
  starts: Starts,
  q: number,
): TimePrediction | undefined {
  const { first, h } = layers[l].places;
  const place = nodes.findIndex(({ kind }, at) => at >= first && at <= h && kind === 'recurrence');
  if (place < 0 || Number.isNaN(q)) return undefined;
  const { cell, U } = nodes[place] as RecurrenceNode;
  const start = starts.get(U.tensor);
  if (!cell.activation || !start || start.beyondTheory || start.weightMean !== 0) return undefined;
  const sigma = Math.sqrt(U.tensor.rows * start.weightVariance);
  const { qStar, chi1, depthScale } = meanField(cell.activation, sigma, Math.sqrt(q));
  const energies = walked[place].signal();
  const last = energies[energies.length - 1];
  return { qStar, chi: chi1, timescale: depthScale, norms: energies.map(energy => Math.sqrt(energy / last)) };
}

/** The moments of rows of inputs, at each position over samples and channels. */
export function momentsOfRows(
  X: ArrayLike<number>,
  { samples, positions, channels }: Readonly<Record<'samples' | 'positions' | 'channels', number>>,
): Pick<Moments, 'mean' | 'square'> {
  const of = (f: (x: number) => number) =>
    Array.from({ length: positions }, (_, t) => {
      const values: number[] = [];
      for (let n = 0; n < samples; n++) {
        const start = (n * positions + t) * channels;
        for (let j = 0; j < channels; j++) values.push(f(X[start + j]));
      }
      return meanOf(values);
    });
  const mean = of(x => x);
  return { mean: () => mean, square: of(x => x * x) };
}

/** It is here already: see `predictSignalLater.ts`. */
export function fetchTheory(): Promise<void> {
  return Promise.resolve();
}
