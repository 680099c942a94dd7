import { type AnyDataset, answersOf, outputsOf } from '../data/dataset.ts';
import { datasetOf, type GivenData } from '../data/givenData.ts';
import { makeData } from '../data/makeData.ts';
import type { Table } from '../data/table.ts';
import { initialize } from '../network/initializer/index.ts';
import { columnsOf, type InitializedLayer, type LayerSettings, rowsOf } from '../network/layerSettings.ts';
import { layerKindOf } from '../network/layers/index.ts';
import type { Arrays, Draw } from '../network/layers/layerKind.ts';
import type { LossKind } from '../network/losses/index.ts';
import type { Parameters } from '../network/parameters.ts';
import { RandomState } from '../random/randomState.ts';
import type { TrainingSeeds } from '../training/draws.ts';
import { complaintAboutSize } from './complaints.ts';
import { ExperimentError } from './experimentError.ts';
import { layersOf } from './layers.ts';
import { lossComplaint, lossOf } from './lossOf.ts';
import { scaleLsuv } from './scaleLsuv.ts';
import type { Experiment } from './schema.ts';

/** A network before any training. */
export interface PreparedNetwork {
  readonly name: string;
  readonly layers: readonly LayerSettings[];
  readonly parameters: Parameters;
  /** Seeds for the random draws of training. */
  readonly seeds: TrainingSeeds;
}

/** The data and the initial networks that an experiment's seed determines. */
export interface Prepared {
  readonly data: AnyDataset;
  /** The loss that all of its networks are trained with. */
  readonly loss: LossKind;
  readonly networks: readonly PreparedNetwork[];
}

/**
 * Draws the data first, then each network in order, from one stream, so every network's start depends on
 * those before it; last the seeds of their training, so that those do not depend on what training draws.
 *
 * @param table the contents of the file, if the data is a table
 * @throws ExperimentError if the rows do not fit the experiment; TypeError if the table is missing
 */
export function prepare(experiment: Experiment, table?: Table): Prepared {
  const random = new RandomState(experiment.seed);
  return drawNetworks(experiment, madeData(experiment.data, random, table), random);
}

/**
 * The networks of an experiment for these data, which take the place of those that it describes.
 *
 * @throws ExperimentError if the rows do not fit the experiment
 */
export function prepareFor(data: GivenData, experiment: Experiment): Prepared {
  return drawNetworks(experiment, datasetOf(data), new RandomState(experiment.seed));
}

function drawNetworks(experiment: Experiment, data: AnyDataset, random: RandomState): Prepared {
  checkData(experiment, data);
  const drawn = experiment.networks.map(network => {
    const layers = layersOf(network, data, outputsOf(data));
    return { name: network.name, layers, parameters: drawParameters(layers, data, random) };
  });
  const networks = drawn.map(({ name, layers, parameters }) => ({
    name,
    layers: layers.map(({ settings }) => settings),
    parameters,
    seeds: { batches: random.randint(0, 2 ** 32), dropout: random.randint(0, 2 ** 32) },
  }));
  return { data, loss: lossOf(experiment, data), networks };
}

/** Only now are the size and the kind of a table known. */
function checkData(experiment: Experiment, data: AnyDataset): void {
  const { samples, features, axes } = data;
  const shape = { samples, features, axes, outputs: outputsOf(data), answers: answersOf(data) };
  const complaint = complaintAboutSize(experiment, shape) ?? lossComplaint(experiment, data);
  if (complaint) throw new ExperimentError(complaint);
}

function madeData(settings: Experiment['data'], random: RandomState, table: Table | undefined): AnyDataset {
  try {
    return makeData(settings, random, table);
  } catch (error) {
    if (error instanceof RangeError) throw new ExperimentError(`data: ${error.message}`);
    throw error;
  }
}

/**
 * Draws the start of layers, layer by layer, including random biases even if there are none; then scales
 * those of `lsuv` on the data.
 */
export function drawParameters(
  layers: readonly InitializedLayer[],
  data: AnyDataset,
  random: RandomState,
): Parameters {
  const parameters = layers.map(layer => {
    const { settings } = layer;
    const isBlock = settings.of?.inner !== undefined;
    const [fanIn, fanOut] = isBlock ? [0, 0] : [rowsOf(settings), columnsOf(settings)];
    return { fanIn, fanOut, ...NO_WEIGHTS, ...drawLayer(layer, random) };
  });
  scaleLsuv(layers, parameters, data);
  return parameters;
}

/** A block has no weights itself; its layers have them. */
const NO_WEIGHTS = { W: new Float64Array(0), b: new Float64Array(0) };

/** The arrays of a layer that are drawn, by name. */
function drawLayer({ settings, init }: InitializedLayer, random: RandomState): Arrays {
  const draw: Draw = (inputs, outputs, own = init) => initialize(own, inputs, outputs, random);
  const { of, bias } = settings;
  const drawn = layerKindOf(settings).draw?.(settings, draw, of?.values ?? {}, inner =>
    drawLayer(inner, random),
  );
  if (of?.inner || drawn?.W) return drawn!;
  const { W, b } = draw(rowsOf(settings), columnsOf(settings));
  return { W, b: bias ? b : new Float64Array(columnsOf(settings)), ...drawn };
}
