import { kindNamed } from '../kinds/kind.ts';
import type { InitSettings } from '../network/initializer/index.ts';
import { affineLayer, type LayerSettings, scaleOf } from '../network/layerSettings.ts';
import { layerKinds } from '../network/layers/index.ts';
import type { NetworkSettings } from './schema.ts';

/** A layer of an experiment's network, and how its parameters are drawn. */
export interface InitializedLayer {
  readonly settings: LayerSettings;
  readonly init: InitSettings;
}

/** The widths of a network's hidden layers, whatever their other settings. */
export function hiddenWidths({ hidden }: Pick<NetworkSettings, 'hidden'>): number[] {
  return hidden.map(layer => (typeof layer === 'number' ? layer : layer.width));
}

/** The hidden layers with all their settings, their own or the network's. */
export function hiddenSettings({ hidden, normalization, residual }: NetworkSettings) {
  return hidden.map(layer => ({
    normalization,
    residual,
    ...(typeof layer === 'number' ? { width: layer } : layer),
  }));
}

/**
 * The layers of a network, from its first hidden layer to its output layer. The output layer is affine unless
 * it has an activation, and is drawn by the network's `init`.
 */
export function layersOf(network: NetworkSettings, features: number, outputs: number): InitializedLayer[] {
  const layers: InitializedLayer[] = [];
  let fanIn = features;
  for (const hidden of network.hidden) {
    const own: HiddenLayer = typeof hidden === 'number' ? { width: hidden } : hidden;
    const { width, activation = network.activation, init = network.init } = own;
    const { normalization = network.normalization, dropout = network.dropout } = own;
    const { residual = network.residual } = own;
    const skip = residual === 'identity' && layers.length > 0;
    const { bias } = network;
    const scale = scaleOf(network.parameterization, fanIn, false);
    const settings = { fanIn, width, activation, normalization, skip, dropout, bias, scale };
    layers.push({
      settings: own.kind && own.kind !== 'dense' ? ofKind(own.kind, own, settings) : settings,
      init,
    });
    fanIn = width;
  }
  const output = {
    ...affineLayer(fanIn, outputs),
    activation: { kind: network.output?.activation ?? 'identity' } as const,
    bias: network.bias,
    scale: scaleOf(network.parameterization, fanIn, true),
  };
  return [...layers, { settings: output, init: network.init }];
}

type HiddenLayer = Exclude<NetworkSettings['hidden'][number], number>;

/** The layer as one of a kind that a program has added, with the numbers of its settings. */
function ofKind(kind: string, layer: object, settings: LayerSettings): LayerSettings {
  const found = kindNamed('layer', layerKinds, kind);
  const names = Object.keys(found.settings ?? {});
  const values = Object.fromEntries(Object.entries(layer).filter(([name]) => names.includes(name)));
  const weights = found.weights?.(settings, values) ?? ([settings.fanIn, settings.width] as const);
  return { ...settings, own: { kind, values, weights } };
}
