import { pick } from '../bases.ts';
import { withNetwork, withTraining } from '../faults/changes.ts';
import { hiddenOf, layersOfKind, type Settings, withKind } from './items.ts';
import type { StructuredFault } from './structuredFault.ts';

const CONVOLUTIONS = ['convolution', 'deepConvolution'] as const;

/** The inner layers of a block in its place. */
const unwrapped = (hidden: readonly unknown[]): unknown[] =>
  hidden.flatMap(item => {
    const { kind, layers } = item as Settings;
    return kind === 'block' ? (layers as unknown[]) : [item];
  });

/** Faults of convolutions, blocks and attention: what is lost or gained from layer to layer. */
export const DEPTH_FAULTS: readonly StructuredFault[] = [
  {
    name: 'sigmoid convolutions',
    families: ['deepConvolution'],
    inject: base => ({
      document: withKind(base, 'convolution', own => ({
        ...own,
        activation: 'sigmoid',
        init: 'pytorchDefault',
      })),
      layers: null,
      axis: 'depth',
      accepted: ['vanishing', 'stalled'],
    }),
  },
  {
    name: 'small weights of convolutions',
    families: CONVOLUTIONS,
    inject: (base, random) => {
      const init = { kind: 'normal', std: pick(random, [0.001, 0.003, 0.01]) };
      return {
        document: withKind(base, 'convolution', own => ({ ...own, init })),
        layers: layersOfKind(base, 'convolution'),
        axis: 'depth',
        accepted: ['vanishing'],
      };
    },
  },
  {
    name: 'large weights of convolutions',
    families: CONVOLUTIONS,
    inject: (base, random) => {
      const init = { kind: 'normal', std: pick(random, [100, 1000]) };
      return {
        document: withKind(base, 'convolution', own => ({ ...own, init })),
        layers: null,
        axis: 'depth',
        accepted: ['exploding', 'diverged'],
      };
    },
  },
  {
    name: 'many plain convolutions',
    families: CONVOLUTIONS,
    inject: (base, random) => {
      const [first] = hiddenOf(base) as [Settings];
      const plain = { kind: 'convolution', channels: first.channels, kernel: 3, padding: 1 };
      const kept = Array.from({ length: pick(random, [16, 24]) }, () => plain);
      const hidden = [first, ...kept, { kind: 'pool', how: 'flatten' }];
      return {
        document: withNetwork(base, { hidden, init: 'pytorchDefault' }),
        layers: [1, kept.length + 1],
        axis: 'depth',
        accepted: ['vanishing'],
      };
    },
  },
  {
    name: 'blocks that each double the signal',
    families: ['transformer'],
    inject: (base, random) => {
      const scale = pick(random, [20, 50, 100]);
      return {
        document: withKind(base, 'block', own => ({ ...own, norm: 'none', scale })),
        layers: null,
        axis: 'depth',
        accepted: ['exploding', 'diverged', 'saturated'],
      };
    },
  },
  {
    name: 'many blocks with the normalization last',
    families: ['transformer'],
    inject: (base, random) => {
      const hidden = hiddenOf(base) as readonly Settings[];
      const blocks = hidden.filter(({ kind }) => kind === 'block').slice(0, 2);
      const deep = Array.from({ length: pick(random, [8, 10]) }, () => blocks).flat();
      const [embedding, positions] = hidden;
      const stacked = (norm: string, last: readonly unknown[]) =>
        withNetwork(withTraining(base, { optimizer: { kind: 'adam', stepSize: 0.005 } }), {
          hidden: [embedding, positions, ...deep.map(own => ({ ...own, norm })), ...last, hidden.at(-1)],
        });
      return {
        document: stacked('post', []),
        twin: stacked('pre', [{ kind: 'normalize' }]),
        layers: null,
        accepted: ['vanishing', 'exploding', 'oscillating', 'stalled', 'diverged'],
      };
    },
  },
  {
    name: 'attention that nothing passes by',
    families: ['transformer'],
    inject: (base, random) => {
      const hidden = hiddenOf(base) as readonly Settings[];
      const [embedding, positions] = hidden;
      const attention = { kind: 'attention', heads: 2 };
      const stack = Array.from({ length: pick(random, [8, 12]) }, () => attention);
      return {
        document: withNetwork(base, { hidden: [embedding, positions, ...stack, hidden.at(-1)] }),
        layers: null,
        accepted: ['vanishing', 'attention'],
      };
    },
  },
  {
    name: 'blocks without the sum',
    families: ['transformer'],
    inject: base => ({
      document: withNetwork(base, { hidden: unwrapped(hiddenOf(base)) }),
      layers: null,
      accepted: ['vanishing', 'attention'],
    }),
  },
  {
    name: 'attention that starts at single positions',
    families: ['transformer'],
    inject: (base, random) => {
      const init = { kind: 'normal', std: pick(random, [30, 100]) };
      return {
        document: withKind(base, 'attention', own => ({ ...own, init })),
        layers: null,
        accepted: ['attention', 'saturated', 'exploding'],
      };
    },
  },
];
