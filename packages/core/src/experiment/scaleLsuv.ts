import type { AnyDataset } from '../data/dataset.ts';
import { referenceEngine } from '../engine/reference.ts';
import { identity } from '../network/activation/identity.ts';
import { scaleToUnitVariance } from '../network/initializer/index.ts';
import { Network } from '../network/network.ts';
import type { Parameters } from '../network/parameters.ts';
import type { InitializedLayer } from './layers.ts';

/**
 * Scales, in place, the weights of a network's layers that start by `lsuv`, so that the output of each affine
 * map has variance 1 on the data.
 */
export function scaleLsuv(
  layers: readonly InitializedLayer[],
  parameters: Parameters,
  data: AnyDataset,
): void {
  const places = [...layers.keys()].filter(l => layers[l].init.kind === 'lsuv');
  if (places.length === 0) return;
  const engine = referenceEngine();
  const network = new Network(
    engine,
    layers.map(({ settings }) => settings),
    parameters,
    data,
  );
  let passed = 0;
  const forwardTo = (l: number) => {
    for (; passed < l; passed++) {
      const layer = network.layers[passed];
      layer.load(parameters[passed]);
      layer.forward(network.inputOf(passed), true);
    }
  };
  scaleToUnitVariance(
    places.map(l => parameters[l]),
    place => {
      const l = places[place];
      forwardTo(l);
      const layer = network.layers[l];
      layer.load(parameters[l]);
      const z = engine.tensor(layer.dz.rows, layer.dz.columns);
      layer.scaleWeights();
      engine.dense(network.inputOf(l), layer.V, layer.b, identity, z);
      return variance(z.values);
    },
  );
}

function variance(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  return squares / values.length;
}
