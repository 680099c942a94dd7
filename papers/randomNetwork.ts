import {
  type InitSettings,
  initialize,
  type LayerSettings,
  modelOf,
  Network,
  type Parameters,
  type PassOptions,
  RandomState,
  type Values,
  wasmEngine,
} from 'gradscope';

export interface Shape {
  readonly features: number;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly activation: LayerSettings['activation'];
  readonly normalization?: LayerSettings['normalization'];
}

/** The layers of this shape; the last is affine. */
export function layersOf(shape: Shape): LayerSettings[] {
  const { features, hidden, outputs, activation, normalization = 'none' } = shape;
  const widths = [features, ...hidden, outputs];
  return widths.slice(1).map((width, l) => {
    const size = { fanIn: widths[l], width, skip: false, dropout: 0, bias: true, scale: 1 };
    return l < hidden.length
      ? { ...size, activation, normalization }
      : { ...size, activation: { kind: 'identity' }, normalization: 'none' };
  });
}

/** Draws the parameters of every layer. */
export function drawParameters(
  layers: readonly LayerSettings[],
  init: InitSettings,
  random: RandomState,
): Parameters {
  return layers.map(({ fanIn, width: fanOut }) => ({
    fanIn,
    fanOut,
    ...initialize(init, fanIn, fanOut, random),
  }));
}

/** A network for `samples` inputs, all of it 0: to be drawn by {@link draw}, as often as wanted. */
export function networkOf(shape: Shape, samples: number, options?: PassOptions): Network {
  const layers = layersOf(shape);
  const parameters = drawParameters(layers, { kind: 'zeros' }, new RandomState(0));
  const { features } = shape;
  const X = new Float64Array(samples * features);
  const data = { samples, features, X, y: new Int32Array(samples) };
  return new Network(modelOf(wasmEngine(), layers, parameters), data, options);
}

/** Redraws all weights and biases, and the inputs from N(0, std²). */
export function draw(network: Network, init: InitSettings, random: RandomState, std = 1): void {
  const layers = network.layers.map(({ settings }) => settings);
  for (const [l, parameters] of drawParameters(layers, init, random).entries())
    network.layers[l].load(parameters);
  fillNormal(network.input.values, random, std);
}

/**
 * Runs forward, and backward from a normal gradient at the outputs; returns ‖δ‖² of every layer, layer 1 first.
 */
export function squaredSignals(network: Network, random: RandomState): number[] {
  network.forward();
  fillNormal(network.layers.at(-1)!.dz.values, random, 1);
  network.backward();
  return network.layers.map(({ dz }) => network.engine.magnitudes(dz).l2 ** 2);
}

function fillNormal(values: Values, random: RandomState, std: number): void {
  for (let i = 0; i < values.length; i++) values[i] = random.normal(0, std);
}
