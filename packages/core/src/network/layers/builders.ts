import { buildAttention } from './build/attention.ts';
import { addPool, addPositionVectors } from './build/between.ts';
import { buildBlock } from './build/block.ts';
import { buildConvolution } from './build/convolution.ts';
import { buildEmbedding } from './build/embedding.ts';
import { buildRecurrent } from './build/recurrent.ts';
import type { BetweenKind, LayerKind } from './layerKind.ts';

/** The functions that build layers other than dense ones, and the items between layers. */
export const builders = {
  attention: buildAttention,
  block: buildBlock,
  convolution: buildConvolution,
  embedding: buildEmbedding,
  recurrent: buildRecurrent,
  pool: addPool,
  positions: addPositionVectors,
} as const satisfies Readonly<Record<string, LayerKind['build'] | BetweenKind['add']>>;

/** They are here already. */
export function fetchBuilders(): Promise<void> {
  return Promise.resolve();
}
