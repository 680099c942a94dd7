import { builders } from './builders.ts';
import type { LayerKind } from './layerKind.ts';

/** A learned vector, a row of W `[vocabulary, width]`, for each token: the data's one channel, a whole number from 0 on. */
export const embeddingLayer = {
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
  build: (...parts) => builders.embedding(...parts),
} as const satisfies LayerKind;
