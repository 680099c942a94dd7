import type { DataShape } from '../data/dataShape.ts';
import type { Precision } from '../engine/engine.ts';
import { LARGEST_MEMORY } from '../engine/largestMemory.ts';
import { activationOf } from '../network/activation/index.ts';
import { affineLayer, columnsOf, type LayerSettings } from '../network/layerSettings.ts';
import { type ProbeName, seriesColumns } from '../probe/index.ts';
import { bytesText } from '../text/bytesText.ts';
import { type InitializedLayer, layersOf } from './layers.ts';
import { recordCount } from './recordedSteps.ts';
import type { Experiment } from './schema.ts';

const GIB = 2 ** 30;
const LARGEST_ARRAYS = 4 * GIB;
/** With more layers than this, only the number of a network's layers is named. */
const MOST_NAMED = 8;

/**
 * The part of an experiment that is too large, as `path: expected <rule>, got <value>`; undefined if it fits
 * in memory.
 */
export function memoryComplaint(experiment: Experiment, size: DataShape): string | undefined {
  const { networks, precision } = experiment;
  const { samples, features, outputs } = size;
  const least = tensorBytes([affineLayer(features, outputs)], samples, precision);
  if (least > LARGEST_MEMORY) {
    return `data: expected points that fit in 4 GiB, got ${sizeText(least)} for ${samples} points`;
  }
  const shapes = networks.map(network => settingsOf(layersOf(network, features, outputs)));
  const initial = 8 * shapes.reduce((sum, layers) => sum + parameterCount(layers), 0);
  const complaint = shapes.map((layers, i) => networkComplaint(experiment, i, layers, size)).find(Boolean);
  if (complaint || initial <= LARGEST_ARRAYS) return complaint;
  return `networks: expected initial parameters that fit in 4 GiB together, got ${sizeText(initial)}`;
}

const settingsOf = (layers: readonly InitializedLayer[]) => layers.map(({ settings }) => settings);

function networkComplaint(
  { training, record, precision }: Experiment,
  i: number,
  layers: readonly LayerSettings[],
  { samples, features }: DataShape,
): string | undefined {
  // A network that learns from mini-batches is evaluated on all of the data, in separate memory.
  const tensors = tensorBytes(layers, samples, precision, record.probes);
  if (tensors > LARGEST_MEMORY) {
    const widths = [features, ...layers.map(({ width }) => width)];
    const shape = widths.length > MOST_NAMED ? `${layers.length} layers` : widths.join('-');
    return `networks[${i}].hidden: expected layers that fit in 4 GiB with ${samples} points, got ${sizeText(tensors)} for ${shape}`;
  }
  const records = recordCount(record.every, training.steps) + 1;
  const columns = Object.values(seriesColumns(record.probes, layers)).reduce((sum, count) => sum + count, 2);
  // grad_mean and notebook_heuristic are derived from recorded series.
  const derived = record.probes.includes('gradient') ? 2 * layers.length : 0;
  const history = 8 * records * (columns + derived);
  if (history <= LARGEST_ARRAYS) return undefined;
  return `record.every: expected a history that fits in 4 GiB, got ${sizeText(history)} for ${records} records; record less often`;
}

function parameterCount(layers: readonly LayerSettings[]): number {
  return layers.reduce((sum, layer) => sum + (layer.fanIn + 1) * columnsOf(layer), 0);
}

/** Bytes that alignment and the slack behind a tensor add, and those that no tensor has: tables, a started page. */
const TENSOR_OVERHEAD = 160;
const FIXED_OVERHEAD = 2 ** 17;
/** Tensors that a layer can have, beyond those of its parameters. */
const MOST_TENSORS = 24;

/**
 * A lower bound on the bytes of engine memory that training a network takes: the data, parameters and their
 * gradients, activations and signals, buffers of the probes, and the kernels' scratch.
 */
export function tensorBytes(
  layers: readonly LayerSettings[],
  samples: number,
  precision: Precision,
  probes: readonly ProbeName[] = [],
): number {
  const values =
    samples * layers[0].fanIn +
    2 * parameterCount(layers) +
    layers.reduce((sum, layer) => sum + layerValues(layer, samples), 0) +
    sharedValues(layers, samples, probes) +
    scratchValues(layers, samples);
  const overhead = TENSOR_OVERHEAD * (MOST_TENSORS * layers.length + 2) + FIXED_OVERHEAD;
  return (precision === 'float64' ? 8 : 4) * values + overhead;
}

/** The tensors of `Layer` other than W and b, with scaled weights and the sums of the neuron probe. */
function layerValues(layer: LayerSettings, samples: number): number {
  const { width, normalization, dropout, skip } = layer;
  const columns = columnsOf(layer);
  const normalized = normalization === 'none' ? 0 : samples + 6;
  const joined = (dropout > 0 || skip ? samples * width : 0) + (dropout > 0 ? samples * width : 0);
  const scaled = layer.scale === 1 ? 0 : layer.fanIn * columns;
  return (2 * samples + 1 + normalized) * columns + scaled + joined + apartValues(layer, samples);
}

/** φ(u) if it cannot overwrite u, and the inputs of units with several pieces. */
function apartValues({ activation, width }: LayerSettings, samples: number): number {
  if (activation.kind === 'maxout') return 2 * samples * width;
  if (activation.kind === 'softmax') return 0;
  return activationOf(activation).readsInput ? samples * width : 0;
}

/** The ledger's tensors, and those kept for skip connections: for every width of a hidden layer. */
function sharedValues(
  layers: readonly LayerSettings[],
  samples: number,
  probes: readonly ProbeName[],
): number {
  const hidden = layers.slice(0, -1);
  const widths = new Set(hidden.flatMap(layer => [layer.width, columnsOf(layer)]));
  const total = [...widths].reduce((sum, width) => sum + width, 0);
  const kept = (probes.includes('ledger') ? 1 : 0) + (hidden.some(({ skip }) => skip) ? 1 : 0);
  return kept * samples * total;
}

/**
 * A layer's scratch holds its weights twice, in whole vectors. To grow it is allocated again; the old one is
 * not freed.
 */
function scratchValues(layers: readonly LayerSettings[], samples: number): number {
  let largest = 0;
  let values = 3 * samples;
  for (const layer of layers) {
    const [fanIn, fanOut] = [layer.fanIn, columnsOf(layer)];
    const needed =
      2 * (Math.max(fanIn, 64) + 12) * (Math.max(fanOut, 64) + 12) + 4 * Math.max(fanIn, fanOut, 256);
    if (needed > largest) values += needed;
    largest = Math.max(largest, needed);
  }
  return values;
}

/** A size beyond the limit, marked as such if its digits do not show it. */
function sizeText(bytes: number): string {
  const text = bytesText(bytes);
  return text === bytesText(LARGEST_ARRAYS) ? `just over ${text}` : text;
}
