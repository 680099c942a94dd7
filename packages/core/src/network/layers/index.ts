import { addKind, kindNamed } from '../../kinds/kind.ts';
import type { LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { ModelLayer } from '../modelLayer.ts';
import { attentionLayer } from './attentionLayer.ts';
import { addBetween, betweenKinds } from './between.ts';
import { blockLayer } from './blockLayer.ts';
import { convolutionLayer } from './convolutionLayer.ts';
import { denseLayer } from './denseLayer.ts';
import { embeddingLayer } from './embeddingLayer.ts';
import type { LayerKind } from './layerKind.ts';
import { recurrentLayer } from './recurrentLayer.ts';

const builtIn = {
  dense: denseLayer,
  recurrent: recurrentLayer,
  convolution: convolutionLayer,
  attention: attentionLayer,
  block: blockLayer,
  embedding: embeddingLayer,
};

export type BuiltInLayers = typeof builtIn;
export type BuiltInLayer = keyof BuiltInLayers;

/** The kinds of hidden layers that an experiment can name, those that the program added last. */
export const layerKinds: Readonly<Record<string, LayerKind>> = { ...builtIn };

/**
 * Adds a kind of hidden layer to those that experiments can name, `{ kind, width, … }`, from the next
 * `parseExperiment` on. Every thread that trains has to add it.
 *
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerLayer<Name extends string>(name: string, kind: LayerKind<Name, number>): void {
  addKind('layer', layerKinds, name, kind, Object.keys(betweenKinds));
}

/** The kind of a layer. */
export function layerKindOf({ of }: LayerSettings): LayerKind {
  return kindNamed('layer', layerKinds, of?.kind ?? 'dense');
}

/** Adds the nodes of a layer and of the items before it. */
export function addLayer(builder: ModelBuilder, settings: LayerSettings, from: number): ModelLayer {
  const { before = [], of } = settings;
  const first = builder.nodes.length;
  const x = addBetween(builder, before, from);
  const layer = layerKindOf(settings).build(builder, settings, x, of?.values ?? {}, addLayer);
  if (before.length === 0) return layer;
  return new ModelLayer(builder, { ...layer.places, first }, settings, layer.inner);
}

/** The layers that apply an activation of their settings, those inside blocks too: a recurrent layer has its cell's. */
export function activatedLayers(layers: readonly LayerSettings[]): LayerSettings[] {
  return layers.flatMap(layer => {
    const { inner } = layer.of ?? {};
    if (inner) return activatedLayers(inner.map(({ settings }) => settings));
    const { takes } = layerKindOf(layer);
    return takes === undefined || takes.includes('activation') ? [layer] : [];
  });
}
