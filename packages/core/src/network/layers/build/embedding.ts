import { ModelLayer } from '../../modelLayer.ts';
import { embed } from '../../nodes/embed.ts';
import type { LayerKind } from '../layerKind.ts';

/** See `embeddingLayer`. */
export const buildEmbedding: LayerKind['build'] = (builder, settings, from, { vocabulary }) => {
  const { engine } = builder;
  const [tensor, gradient] = [0, 1].map(() => engine.tensor(vocabulary as number, settings.width));
  const W = { name: 'W', tensor, gradient, decays: true };
  const h = builder.add(embed(from, builder.shapeOf(from), W));
  return new ModelLayer(builder, { first: h, z: h, u: h, a: h, h }, settings);
};
