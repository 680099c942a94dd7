import { countingEngine } from '../engine/counting.ts';
import type { LayerSettings } from './layerSettings.ts';
import type { Model } from './model.ts';
import { modelOf } from './model.ts';
import type { ModelLayer } from './modelLayer.ts';
import type { Node } from './nodes/node.ts';

/** A node that was looked for, and its place. */
export interface Landmark {
  /** Its place in the model. */
  readonly place: number;
  readonly node: Node;
  /** Its layer, 1 … L, and inside a block the layer's number there: `3`, `3.2`. */
  readonly name: string;
  readonly layer: number;
}

/** The nodes of a model that a test accepts, from the input on. */
export function landmarksOf(model: Model, accepts: (node: Node) => boolean): Landmark[] {
  return model.nodes.flatMap((node, place) => {
    if (!accepts(node)) return [];
    const names = namesOf(model.layers, place);
    return names.length === 0 ? [] : [{ place, node, name: names.join('.'), layer: names[0] }];
  });
}

/** The same for the model of these layers, which is built without memory. */
export function landmarksIn(
  layers: readonly LayerSettings[],
  accepts: (node: Node) => boolean,
): readonly Landmark[] {
  return landmarksOf(modelOf(countingEngine(), layers), accepts);
}

/** The numbers of the layer, and of the layers inside it, that a place belongs to; empty if there is none. */
function namesOf(layers: readonly ModelLayer[], place: number): number[] {
  const l = layers.findIndex(({ places: { first, h } }) => place >= first && place <= h);
  return l < 0 ? [] : [l + 1, ...namesOf(layers[l].inner, place)];
}

/** A recurrent layer: the positions that it goes through. */
export interface RecurrentPlace {
  /** `3`, or `3.2` inside a block. */
  readonly name: string;
  readonly layer: number;
  readonly positions: number;
}

/** The recurrent layers among these, from the input on, in the order in which the `time` probe records them. */
export function recurrentPlaces(layers: readonly LayerSettings[]): RecurrentPlace[] {
  return landmarksIn(layers, isRecurrent).map(({ name, layer, node }) => ({
    name,
    layer,
    positions: node.shape.positions,
  }));
}

export const isRecurrent = (node: Node): boolean => node.isRecurrent === true;
