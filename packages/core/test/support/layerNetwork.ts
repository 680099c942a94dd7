import type { AnyDataset } from '../../src/data/dataset.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { wasmEngine } from '../../src/engine/wasm.ts';
import { hiddenSchema } from '../../src/experiment/hiddenSettings.ts';
import { layersOf } from '../../src/experiment/layers.ts';
import { parseExperiment } from '../../src/experiment/parseExperiment.ts';
import { drawParameters } from '../../src/experiment/prepare.ts';
import type { LossKind } from '../../src/network/losses/index.ts';
import { modelOf } from '../../src/network/model.ts';
import { Network } from '../../src/network/network.ts';
import { RandomState } from '../../src/random/randomState.ts';

const SAMPLES = 3;
const OUTPUTS = 2;

/** The settings of a network with these hidden layers, on sequences of 5 positions. */
export function settingsOf(hidden: unknown, others: object = {}) {
  return parseExperiment({
    data: { kind: 'adding', length: 5 },
    networks: [{ name: 'net', hidden, activation: 'tanh', init: 'glorotNormal', ...others }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
  }).networks[0];
}

const base = settingsOf([{ kind: 'pool', how: 'last' }]);

export interface LayerNetworkOptions {
  readonly axes?: readonly number[];
  readonly channels?: number;
  readonly engine?: Engine;
  /** Of each sample. */
  readonly answers?: number;
  /** If not 0, the data are tokens, 0 … tokens − 1. */
  readonly tokens?: number;
  readonly loss?: LossKind;
}

/** A network of these hidden layers on three random samples, with two outputs; no parameter is at a round number. */
export function layerNetwork(
  hidden: readonly unknown[],
  {
    axes = [5],
    channels = 2,
    engine = wasmEngine(),
    answers = 1,
    tokens = 0,
    loss = 'meanSquaredError',
  }: LayerNetworkOptions = {},
): Network {
  const random = new RandomState(1);
  const positions = axes.reduce((product, axis) => product * axis, 1);
  const features = positions * channels;
  const settings = { ...base, hidden: hiddenSchema().parse(hidden) };
  const layers = layersOf(settings, { features, axes }, OUTPUTS);
  const X = Float64Array.from({ length: SAMPLES * features }, () =>
    tokens > 0 ? random.randint(0, tokens) : random.normal(),
  );
  const data = { samples: SAMPLES, features, axes, X, ...answersFor(loss, answers, random) } as AnyDataset;
  const model = modelOf(
    engine,
    layers.map(layer => layer.settings),
    drawParameters(layers, data, random),
  );
  for (const { tensor } of model.learned) {
    tensor.values.set(tensor.values.map(value => value + 0.1 * random.normal()));
  }
  return new Network(model, data, { loss });
}

/** Classes for cross-entropy, 0 and 1 for probabilities, else real numbers. */
function answersFor(loss: LossKind, answers: number, random: RandomState): object {
  const count = SAMPLES * answers;
  if (loss === 'crossEntropy') {
    return { classes: OUTPUTS, y: Int32Array.from({ length: count }, () => random.randint(0, OUTPUTS)) };
  }
  const target = loss === 'binaryCrossEntropyWithLogits' ? () => random.randint(0, 2) : () => random.normal();
  return { outputs: OUTPUTS, targets: Float64Array.from({ length: count * OUTPUTS }, target) };
}
