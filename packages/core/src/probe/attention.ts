import { log } from '../engine/math/log.ts';
import { type Landmark, landmarksIn, landmarksOf } from '../network/landmarks.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import type { Network } from '../network/network.ts';
import type { AttentionOperation } from '../network/nodes/attend.ts';
import { type AttentionNode, isAttention } from '../network/nodes/attentionNode.ts';
import type { Node } from '../network/nodes/node.ts';
import { hiddenLayers } from './hiddenLayers.ts';
import type { ProbeKind } from './probe.ts';

/** The attention layers among these: `3`, or `3.2` inside a block, with their heads. */
function attentionPlaces(layers: readonly LayerSettings[]): { name: string; heads: number }[] {
  return landmarksIn(layers, isAttention).map(({ name, node }) => ({ name, heads: headsOf(node) }));
}

const headsOf = (node: Node): number => (node as AttentionNode).heads;
const countHeads = (places: readonly Landmark[]): number =>
  places.reduce((sum, { node }) => sum + headsOf(node), 0);

/**
 * For each head of each attention layer, `attention_entropy`, the mean entropy of a position's weights in nats (0: it
 * looks at one position), and `attention_logit`, the largest |q · k| / √size. For each hidden layer, `token_distance`,
 * ‖x − mean over the positions‖ / ‖x‖ of its outputs: at 0 all tokens of a sample are alike, the rank has collapsed.
 *
 * Source: Zhai et al. 2023 for the entropy; Dong, Cordonnier & Loukas 2021, "Attention is not all you need", for the rank.
 */
export const attentionProbe: ProbeKind<'attention_entropy' | 'attention_logit' | 'token_distance'> = {
  label: 'Attention',
  texts: {
    token_distance: {
      title: 'Distance of tokens from their mean',
      formula: '‖x − mean‖ / ‖x‖',
    },
  },
  columns(layers) {
    const heads = countHeads(landmarksIn(layers, isAttention));
    return { attention_entropy: heads, attention_logit: heads, token_distance: hiddenLayers(layers).length };
  },
  suffixes(layers) {
    const heads = attentionPlaces(layers).flatMap(({ name, heads }) =>
      Array.from({ length: heads }, (_, head) => `${name}_${head + 1}`),
    );
    return { attention_entropy: heads, attention_logit: heads };
  },
  create(network) {
    const places = landmarksOf(network.model, isAttention);
    return {
      measure(row) {
        const [entropies, logits] = [row('attention_entropy'), row('attention_logit')];
        let at = 0;
        for (const { place, node } of places) {
          const operation = network.pass.operations[place] as AttentionOperation;
          entropies.set(entropiesOf(operation, headsOf(node)), at);
          logits.set(operation.largestLogits(), at);
          at += headsOf(node);
        }
        row('token_distance').set(distancesOf(network));
      },
    };
  },
};

function entropiesOf({ weights }: AttentionOperation, heads: number): Float64Array {
  const { values, columns: positions, rows } = weights;
  const sums = new Float64Array(heads);
  for (let row = 0; row < rows; row++) {
    let entropy = 0;
    for (let i = row * positions; i < (row + 1) * positions; i++) {
      if (values[i] > 0) entropy -= values[i] * log(values[i]);
    }
    sums[Math.floor(row / positions) % heads] += entropy;
  }
  return sums.map(sum => (sum * heads) / rows);
}

function distancesOf({ model, layers, samples }: Network): number[] {
  return hiddenLayers(layers).map(({ h }, l) => {
    const { positions, channels } = model.nodes[model.layers[l].places.h].shape;
    const x = h.values;
    let [apart, all] = [0, 0];
    for (let n = 0; n < samples; n++) {
      for (let j = 0; j < channels; j++) {
        const start = n * positions * channels + j;
        let sum = 0;
        for (let p = 0; p < positions; p++) sum += x[start + p * channels];
        const mean = sum / positions;
        for (let p = 0; p < positions; p++) {
          const value = x[start + p * channels];
          apart += (value - mean) * (value - mean);
          all += value * value;
        }
      }
    }
    return positions === 1 ? Number.NaN : Math.sqrt(apart / all);
  });
}
