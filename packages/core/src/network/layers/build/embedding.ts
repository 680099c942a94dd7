import { ModelLayer } from '../../modelLayer.ts';
import { embed } from '../../nodes/embed.ts';
import { learnedTensor } from '../../parameters.ts';
import type { LayerKind } from '../layerKind.ts';

/** See `embeddingLayer`. */
export const buildEmbedding: LayerKind['build'] = (builder, settings, from, { vocabulary }) => {
  const size = [vocabulary as number, settings.width] as const;
  const W = learnedTensor(builder.engine, 'W', size, { decays: true });
  const h = builder.add(embed(from, builder.shapeOf(from), W));
  return new ModelLayer(builder, { first: h, z: h, u: h, a: h, h }, settings);
};
