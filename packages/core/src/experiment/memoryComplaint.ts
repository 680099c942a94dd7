import type { DataShape } from '../data/dataShape.ts';
import { countingEngine } from '../engine/counting.ts';
import type { Precision } from '../engine/engine.ts';
import { LARGEST_MEMORY } from '../engine/memoryLayout.ts';
import {
  affineLayer,
  type InitializedLayer,
  inputShapeOf,
  type LayerSettings,
} from '../network/layerSettings.ts';
import type { LossKind } from '../network/losses/index.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { kindsOf, type ProbeName, seriesColumns } from '../probe/index.ts';
import { bytesText } from '../text/bytesText.ts';
import { layersOf } from './layers.ts';
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
  const least = countMemory([affineLayer(features, outputs)], { samples, precision }).bytes;
  if (least > LARGEST_MEMORY) {
    return `data: expected points that fit in 4 GiB, got ${sizeText(least)} for ${samples} points`;
  }
  const shapes = networks.map(network => settingsOf(layersOf(network, size, outputs)));
  const counts = shapes.map(layers => countMemory(layers, usesOf(experiment, samples)));
  const complaint = counts
    .map((count, i) => networkComplaint(experiment, i, shapes[i], count.bytes, size))
    .find(Boolean);
  const initial = 8 * counts.reduce((sum, { entries }) => sum + entries, 0);
  if (complaint || initial <= LARGEST_ARRAYS) return complaint;
  return `networks: expected initial parameters that fit in 4 GiB together, got ${sizeText(initial)}`;
}

const settingsOf = (layers: readonly InitializedLayer[]) => layers.map(({ settings }) => settings);

/** What decides how much memory the training of a network takes, besides its layers. */
export interface MemoryUses {
  /** Rows of the data. */
  readonly samples: number;
  /** Rows that it sees at once. Default: all. */
  readonly rows?: number;
  readonly precision: Precision;
  readonly probes?: readonly ProbeName[];
  readonly loss?: LossKind;
}

function usesOf({ training, record, precision }: Experiment, samples: number): MemoryUses {
  const { batch } = training;
  return { samples, rows: batch === 'full' ? samples : batch, precision, probes: record.probes };
}

/**
 * Counts, by building it, what training a network takes on the `wasm` engine, in bytes, and the entries that it
 * learns. That includes evaluation on all of the data, and what its probes compute in.
 */
export function countMemory(
  layers: readonly LayerSettings[],
  { samples, rows = samples, precision, probes = [], loss = 'crossEntropy' }: MemoryUses,
): { readonly bytes: number; readonly entries: number } {
  const engine = countingEngine(precision);
  const none = new Float64Array(0);
  const model = modelOf(engine, layers);
  const { positions, channels } = inputShapeOf(layers[0]);
  const data = { samples, features: positions * channels, X: none, targets: none };
  const network = new Network(model, data, { loss, rows });
  network.on(data);
  for (const kind of kindsOf(probes)) kind.create(network);
  const entries = model.learned.reduce((sum, { tensor }) => sum + tensor.rows * tensor.columns, 0);
  return { bytes: engine.bytes, entries };
}

function networkComplaint(
  { training, record }: Experiment,
  i: number,
  layers: readonly LayerSettings[],
  tensors: number,
  { samples, features }: DataShape,
): string | undefined {
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

/** A size beyond the limit, marked as such if its digits do not show it. */
function sizeText(bytes: number): string {
  const text = bytesText(bytes);
  return text === bytesText(LARGEST_ARRAYS) ? `just over ${text}` : text;
}

/** It is here already: see `memoryComplaintLater.ts`. */
export function fetchMemory(): Promise<void> {
  return Promise.resolve();
}
