import type { AnyDataset } from '../data/dataset.ts';
import { referenceEngine } from '../engine/reference.ts';
import { scaleToUnitVariance } from '../network/initializer/index.ts';
import { modelOf } from '../network/model.ts';
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
  const { samples, X } = data;
  const model = modelOf(
    referenceEngine(),
    layers.map(({ settings }) => settings),
    parameters,
  );
  const pass = model.pass(samples);
  pass.input.values.set(X);
  let passed = 0;
  scaleToUnitVariance(
    places.map(l => parameters[l]),
    place => {
      const l = places[place];
      const { z } = model.layers[l].places;
      model.load(parameters);
      pass.forwardThrough(passed, z + 1, true);
      passed = z;
      return variance(pass.h(z).values);
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
