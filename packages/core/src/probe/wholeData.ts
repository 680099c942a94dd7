import { Network } from '../network/network.ts';

/**
 * Returns a function that gives a network of the same parameters that has just seen all of the data: the
 * network itself if it sees all of them at every step, otherwise a separate one that is evaluated.
 */
export function onWholeData(network: Network): () => Network {
  const { data, engine, layers } = network;
  if (network.seesAllOf(data)) return () => network;
  const settings = layers.map(layer => layer.settings);
  const parameters = network.parameters();
  const whole = new Network(engine.another(), settings, parameters, data);
  return () => {
    for (const [l, layer] of whole.layers.entries()) layer.load(layers[l].parameters());
    whole.forward(false);
    return whole;
  };
}
