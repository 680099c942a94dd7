/** The settings that a network copies from its last layer if all of its layers have their own. */
const KEYS = ['activation', 'init'] as const;

/**
 * The document with `activation` and `init` added to networks that lack them though each of their layers has
 * its own: they are copied from the last layer, and the output layer is drawn by them. A network without
 * hidden layers needs no activation.
 */
export function withLayersOwn(document: unknown): unknown {
  if (!isMapping(document) || !Array.isArray(document.networks)) return document;
  return { ...document, networks: document.networks.map(networkOf) };
}

function networkOf(network: unknown): unknown {
  if (!isMapping(network)) return network;
  const filled: Record<string, unknown> = {};
  const layers = network.hidden;
  if (isEmpty(layers) && network.activation === undefined) filled.activation = 'identity';
  if (Array.isArray(layers) && layers.length > 0) {
    for (const key of KEYS) {
      const own = layers.map(layer => (isMapping(layer) ? layer[key] : undefined));
      if (network[key] === undefined && own.every(value => value !== undefined)) filled[key] = own.at(-1);
    }
  }
  return Object.keys(filled).length > 0 ? { ...network, ...filled } : network;
}

function isEmpty(layers: unknown): boolean {
  return Array.isArray(layers) ? layers.length === 0 : isMapping(layers) && layers.layers === 0;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
