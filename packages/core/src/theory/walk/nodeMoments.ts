import type { WeightMoments } from '../../network/initializer/initializer.ts';
import type { BranchSumNode } from '../../network/nodes/branch.ts';
import type { DenseNode } from '../../network/nodes/dense.ts';
import type { Node } from '../../network/nodes/node.ts';
import type { NormalizationNode } from '../../network/nodes/normalize.ts';
import type { RecurrenceNode } from '../../network/nodes/recurrence.ts';
import type { TakeNode } from '../../network/nodes/take.ts';
import type { UnfoldNode } from '../../network/nodes/unfold.ts';
import type { LearnedTensor } from '../../network/parameters.ts';
import type { MomentNode } from './momentNode.ts';
import {
  beyondMoments,
  embeddingMoments,
  flattenMoments,
  normalizationMoments,
  productMoments,
  recurrenceMoments,
  sameMoments,
  sumMoments,
  takeMoments,
  unitMoments,
  windowMoments,
} from './momentNodes.ts';

/** How the weights of a network start. */
export interface Starts {
  /** The moments of W, and of the b beside it; undefined if nothing is known of them. */
  weights(W: LearnedTensor): WeightMoments | undefined;
  /** The channels of a node, by place, or of the data. */
  channels(place: number): number;
}

/** How the moments change at a node of a model; by the node's kind, and what has none is beyond theory. */
export function momentNodeOf(node: Node, starts: Starts): MomentNode {
  const kind = kinds[node.kind];
  return kind
    ? kind(node, starts)
    : beyondMoments(node.from, NAMES[node.kind] ?? `a node of kind ${node.kind}`);
}

const UNKNOWN_WEIGHTS = 'weights whose start is unknown';

const kinds: Readonly<Record<string, (node: Node, starts: Starts) => MomentNode>> = {
  dense(node, { weights }) {
    const { W } = (node as DenseNode).parameters;
    const moments = weights(W);
    return moments
      ? productMoments(node.from[0], W.tensor.rows, moments)
      : beyondMoments(node.from, UNKNOWN_WEIGHTS);
  },
  embed({ from, learned: [W] }, { weights }) {
    const moments = weights(W);
    return moments ? embeddingMoments(from[0], moments) : beyondMoments(from, UNKNOWN_WEIGHTS);
  },
  activation: ({ from, activation }) => unitMoments(from[0], activation!),
  maxout: ({ from, shape }, { channels }) =>
    unitMoments(from[0], { kind: 'maxout', pieces: channels(from[0]) / shape.channels }),
  dropout: ({ from }) => sameMoments(from[0]),
  normalization: node =>
    normalizationMoments(node.from[0], (node as NormalizationNode).normalization, node.shape.channels),
  sum: ({ from }) =>
    sumMoments(
      from,
      from.map(() => 1),
    ),
  branchSum(node) {
    const { skip, branch } = (node as BranchSumNode).factors();
    return sumMoments(node.from, [branch, skip]);
  },
  take: node => takeMoments(node.from[0], (node as TakeNode).position),
  reshape: node =>
    node.shape.positions === 1 ? flattenMoments(node.from[0]) : beyondMoments(node.from, 'a reshape'),
  positions: ({ from, learned }) =>
    learned.length > 0 ? sameMoments(from[0]) : beyondMoments(from, 'positions of fixed waves'),
  unfold(node) {
    const { size, positions } = (node as UnfoldNode).windows;
    return windowMoments(node.from[0], size, positions);
  },
  recurrence(node, { weights }) {
    const { cell, U, truncate } = node as RecurrenceNode;
    const moments = weights(U);
    if (!cell.activation) return beyondMoments(node.from, 'a cell with gates');
    if (!moments) return beyondMoments(node.from, UNKNOWN_WEIGHTS);
    return recurrenceMoments(node.from[0], cell.activation, {
      width: U.tensor.rows,
      weights: moments,
      truncate,
    });
  },
};

/** What the nodes are called that theory does not cover. */
const NAMES: Readonly<Record<string, string>> = {
  attend: 'attention',
  pool: 'mean or max pooling',
  diagonal: 'a diagonal cell',
  normalizeHeads: 'normalized queries and keys',
  softmax: 'softmax',
};
