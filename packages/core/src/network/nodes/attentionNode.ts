import type { Node } from './node.ts';

/** An attention, for those that look at its heads. */
export interface AttentionNode extends Node {
  readonly kind: 'attend';
  readonly heads: number;
}

/** It stands apart from what computes it, so that a page that only looks for it does not load that. */
export const isAttention = (node: Node): node is AttentionNode => node.kind === 'attend';
