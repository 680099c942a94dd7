import { ModelLayer } from '../modelLayer.ts';
import { embed } from '../nodes/embed.ts';
import type { LayerKind } from './layerKind.ts';

/** A learned vector, a row of W `[vocabulary, width]`, for each token: the data's one channel, a whole number from 0 on. */
export const embeddingLayer: LayerKind = {
  label: 'Token embedding',
  takes: ['width', 'init'],
  settings: {
    vocabulary: { whole: true, from: 1, to: 100_000, description: 'Number of different tokens.', start: 32 },
  },
  shape(input, width) {
    if (input.channels === 1) return { ...input, channels: width };
    throw new RangeError(`kind: expected one channel, the token, to embed, got ${input.channels}`);
  },
  weights: ({ width }, { vocabulary }) => [vocabulary as number, width],
  draw: ({ width }, draw, { vocabulary }) => ({
    W: draw(vocabulary as number, width).W,
    b: new Float64Array(0),
  }),
  build(builder, settings, from, { vocabulary }) {
    const { engine } = builder;
    const [tensor, gradient] = [0, 1].map(() => engine.tensor(vocabulary as number, settings.width));
    const W = { name: 'W', tensor, gradient, decays: true };
    const h = builder.add(embed(from, builder.shapeOf(from), W));
    return new ModelLayer(builder, { first: h, z: h, u: h, a: h, h }, settings);
  },
};
