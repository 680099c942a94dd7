import { spiral } from '../../src/data/spiral.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type ActivationName, activationKinds, defaultSettings } from '../../src/network/activation/index.ts';
import { type InitSettings, initialize } from '../../src/network/initializer/index.ts';
import { affineLayer, columnsOf, type LayerSettings } from '../../src/network/layerSettings.ts';
import type { LossKind } from '../../src/network/losses/index.ts';
import { modelOf } from '../../src/network/model.ts';
import { type LabelledInput, Network } from '../../src/network/network.ts';
import type { LayerParameters, Parameters } from '../../src/network/parameters.ts';
import type { ProbeKind } from '../../src/probe/probe.ts';
import { RandomState } from '../../src/random/randomState.ts';

export { createEngine } from '../../src/engine/createEngine.ts';

/** What a hidden layer is, where it is not plain. */
export type LayerOptions = Partial<
  Pick<LayerSettings, 'normalization' | 'skip' | 'dropout' | 'bias' | 'scale'>
> & {
  /** Default: none. */
  readonly output?: LayerSettings['activation'];
};

/** Hidden layers of one activation between `widths`, and an output layer, by default affine; bias and scale are for that too. */
export function layersOf(
  widths: readonly number[],
  activation: LayerSettings['activation'],
  { output = { kind: 'identity' }, ...options }: LayerOptions = {},
): LayerSettings[] {
  const hidden = widths.slice(1, -1).map((width, l) => ({
    ...affineLayer(widths[l], width),
    activation,
    ...options,
    skip: l > 0 && (options.skip ?? false),
  }));
  const { bias = true, scale = 1 } = options;
  return [...hidden, { ...affineLayer(widths.at(-2)!, widths.at(-1)!), bias, scale, activation: output }];
}

/** Draws the parameters of these layers. */
export function draw(layers: readonly LayerSettings[], init: InitSettings, random: RandomState): Parameters {
  return layers.map(layer => {
    const [fanIn, fanOut] = [layer.fanIn, columnsOf(layer)];
    return { fanIn, fanOut, ...initialize(init, fanIn, fanOut, random) };
  });
}

/** A network on 7 points of each of 3 classes, with biases, and weights that let a signal through. */
export function smallNetwork(
  engine: Engine,
  name: ActivationName,
  hidden: readonly number[],
  seed = 1,
): Network {
  const random = new RandomState(seed);
  const data = spiral({ pointsPerClass: 7, classes: 3, noise: 0.2 }, random);
  const std = name === 'sigmoid' ? 2 : 1 / Math.sqrt((hidden[0] ?? 1) + 1);
  const layers = layersOf([2, ...hidden, 3], { kind: name } as LayerSettings['activation']);
  const parameters = draw(layers, { kind: 'normal', std }, random);
  const biased = parameters.map(layer => ({ ...layer, b: layer.b.map(() => 0.1 * random.normal()) }));
  return new Network(modelOf(engine, layers, biased), data);
}

/** Every kind of activation that a hidden layer can have. */
export const hiddenActivations: readonly LayerSettings['activation'][] = [
  ...(Object.keys(activationKinds) as ActivationName[]).map(defaultSettings),
  { kind: 'maxout', pieces: 3 },
];

export const normalizations = ['none', 'batch', 'layer'] as const;

/** What a network can have to learn: each loss on classes, and values. */
export const goals = ['crossEntropy', 'meanSquaredError', 'values'] as const;

export interface GeneralOptions extends LayerOptions {
  readonly activation: LayerSettings['activation'];
  /** Default `[4, 4, 4]`. */
  readonly hidden?: readonly number[];
  /** Standard deviation of a weight, times √fanIn. Default 1. */
  readonly gain?: number;
  readonly goal?: (typeof goals)[number];
  /** Default: the goal's. */
  readonly loss?: LossKind;
  /** Rows that it sees at once; default all 12. */
  readonly rows?: number;
  readonly seed?: number;
}

/**
 * A network of any kind of layer on 4 points of each of 3 classes, or as many with two values each. No parameter is
 * where it starts by default, so that each has an effect: neither γ = 1 nor β = 0; masks are drawn.
 */
export function generalNetwork(engine: Engine, options: GeneralOptions): Network {
  const { activation, hidden = [4, 4, 4], gain = 1, goal = 'crossEntropy', seed = 1, ...rest } = options;
  const { loss = goal === 'values' ? 'meanSquaredError' : goal } = options;
  const random = new RandomState(seed);
  const { samples, features, X, y } = spiral({ pointsPerClass: 4, classes: 3, noise: 0.2 }, random);
  const isShare = loss.startsWith('binary');
  const draw = () => (isShare ? random.random() : random.normal());
  const targets = Float64Array.from({ length: 2 * samples }, draw);
  const data: LabelledInput = { samples, features, X, ...(goal === 'values' ? { targets } : { y }) };
  const layers = layersOf([features, ...hidden, goal === 'values' ? 2 : 3], activation, rest);
  const parameters = layers.map(layer => scattered(layer, gain, random));
  const { rows = samples } = options;
  const network = new Network(modelOf(engine, layers, parameters), data, { loss, rows });
  network.drawMasks(random);
  return network;
}

function scattered(layer: LayerSettings, gain: number, random: RandomState): LayerParameters {
  const [fanIn, fanOut] = [layer.fanIn, columnsOf(layer)];
  const around = (mean: number, std: number, count: number) =>
    Float64Array.from({ length: count }, () => random.normal(mean, std));
  return {
    fanIn,
    fanOut,
    W: around(0, gain / Math.sqrt(fanIn), fanIn * fanOut),
    b: around(0, 0.1, fanOut),
    ...(layer.normalization !== 'none' && { gamma: around(1, 0.2, fanOut), beta: around(0, 0.2, fanOut) }),
    ...(layer.activation.kind === 'prelu' && { slope: around(0.25, 0.1, 1) }),
  };
}

/** What a probe of this kind records of a network as it is. */
export function measured(kind: ProbeKind, network: Network): Record<string, Float64Array> {
  const columns = Object.entries(kind.columns(network.layers.map(({ settings }) => settings)));
  const row = Object.fromEntries(columns.map(([name, count]) => [name, new Float64Array(count)]));
  kind.create(network).measure(name => row[name]);
  return row;
}
