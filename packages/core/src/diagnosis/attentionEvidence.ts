import { log } from '../engine/math/log.ts';
import { landmarksIn } from '../network/landmarks.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import { type AttentionNode, isAttention } from '../network/nodes/attentionNode.ts';
import type { History } from '../probe/history.ts';
import { median } from './median.ts';
import { rowOf } from './rowOf.ts';

/** An attention layer before the first update. */
export interface AttentionEvidence {
  /** Its layer, 1 … L; the same for all in one block. */
  readonly layer: number;
  /** Median over the heads of their entropy, as a share of ln(positions): 1 if they look everywhere alike, 0 at one position. */
  readonly entropy: number;
  /** ‖x − mean over the positions‖ / ‖x‖ of the layer's output: 0 if all positions are alike. */
  readonly distance: number;
}

/** The attention layers among these. */
export const attentionPlaces = (layers: readonly LayerSettings[]) => landmarksIn(layers, isAttention);

/** What the probe `attention` recorded at step 0; empty if no layer attends. */
export function attentionOf(history: History, layers: readonly LayerSettings[]): AttentionEvidence[] {
  const places = attentionPlaces(layers);
  if (places.length === 0) return [];
  const [entropies, distances] = [
    rowOf(history, 'attention_entropy', 0),
    rowOf(history, 'token_distance', 0),
  ];
  let start = 0;
  return places.map(({ layer, node }) => {
    const { heads, shape } = node as AttentionNode;
    const own = entropies.slice(start, start + heads);
    start += heads;
    return {
      layer,
      entropy: median(Float64Array.from(own)) / log(shape.positions),
      distance: distances[layer - 1],
    };
  });
}
