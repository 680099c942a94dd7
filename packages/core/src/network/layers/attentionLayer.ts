import { builders } from './builders.ts';
import type { LayerKind } from './layerKind.ts';
import { sideBySide } from './sideBySide.ts';

/**
 * Multi-head self-attention over the positions: `q, k, v = x W + b`, side by side; each head's `softmax(q kᵀ / √size) v`;
 * then a product with `O`. `W` is `[channels, 3 · channels]`, `O` `[channels, channels]`; PyTorch's `MultiheadAttention`.
 */
export const attentionLayer = {
  label: 'Self-attention',
  takes: ['init', 'residual', 'dropout'],
  settings: {
    heads: {
      whole: true,
      from: 1,
      to: 1000,
      default: 4,
      description: 'Heads; they share the channels evenly.',
    },
    causal: {
      flag: true,
      default: false,
      description: 'Whether a position sees only those up to itself.',
    },
    qkNorm: {
      flag: true,
      default: false,
      description: 'Whether the queries and keys of each head are normalized (RMS), with a learned gain.',
    },
  },
  shape(input, _, { heads }) {
    if (input.channels % (heads as number) === 0) return input;
    throw new RangeError(`heads: expected a divisor of the ${input.channels} channels, got ${heads}`);
  },
  weights: ({ fanIn }) => [fanIn, 3 * fanIn],
  draw({ fanIn, bias }, draw) {
    const parts = [0, 1, 2].map(() => draw(fanIn, fanIn));
    const out = draw(fanIn, fanIn);
    const W = sideBySide(
      parts.map(start => start.W),
      fanIn,
    );
    const b = sideBySide(
      parts.map(start => start.b),
      1,
    );
    return { W, b: bias ? b : new Float64Array(b.length), O: out.W, ...(bias && { bO: out.b }) };
  },
  build: (...parts) => builders.attention(...parts),
} as const satisfies LayerKind;
