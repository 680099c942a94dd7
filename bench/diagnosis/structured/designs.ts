import type { RandomState } from 'gradscope';
import { type Document, pick, STEPS } from '../bases.ts';

type Item = number | Readonly<Record<string, unknown>>;

/** A healthy design of a network that is no plain stack of dense layers: whether it is healthy is for the labels to say. */
export interface StructuredDesign {
  readonly family:
    | 'plainCell'
    | 'lstm'
    | 'gru'
    | 'diagonal'
    | 'convolution'
    | 'deepConvolution'
    | 'transformer';
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly hidden: (random: RandomState) => readonly Item[];
  readonly activation: string;
  readonly init: string;
  readonly optimizers: readonly (Readonly<Record<string, unknown>> & { readonly stepSize: number })[];
}

const adam = (stepSize: number) => ({ kind: 'adam', stepSize });
const momentum = (stepSize: number) => ({ kind: 'momentum', stepSize });

const rows = { kind: 'digits', shape: 'rows', standardize: true };
const pixels = { kind: 'digits', shape: 'pixels', standardize: true };
const picture = { kind: 'digits', shape: 'picture', standardize: true };
const recall = (length: number) => ({ kind: 'recall', samples: 200, length, symbols: 4 });
const tokens = (length: number) => ({ ...recall(length), tokens: 'number' });

const LAST = { kind: 'pool', how: 'last' };
const FLAT = { kind: 'pool', how: 'flatten' };
const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one);

const recurrent = (settings: object) => (random: RandomState) => {
  const layer = { kind: 'recurrent', width: pick(random, [12, 16]), ...settings };
  return [...times(pick(random, [1, 1, 2]), layer), LAST];
};

/** Convolutions along the axes of the data, one or two; some halve the number of positions, the others keep it. */
const convolutions = (depths: readonly number[]) => (random: RandomState) => {
  const channels = pick(random, [6, 8]);
  const kept = times(pick(random, depths), { kind: 'convolution', channels, kernel: 3, padding: 1 });
  return [{ kind: 'convolution', channels, kernel: 3, stride: 2, padding: 1 }, ...kept, FLAT];
};

const residualConvolutions = (random: RandomState) => {
  const layer = { kind: 'convolution', channels: pick(random, [6, 8]), kernel: 3, padding: 1 };
  const block = { kind: 'block', norm: 'pre', normalization: 'batch', layers: [layer] };
  return [{ ...layer, stride: 2 }, ...times(pick(random, [4, 8]), block), FLAT];
};

const transformer = (norm: string) => (random: RandomState) => {
  const width = 16;
  const attention = { kind: 'block', norm, layers: [{ kind: 'attention', heads: pick(random, [1, 2]) }] };
  const dense = {
    kind: 'block',
    norm,
    layers: [
      { width: 32, activation: 'relu' },
      { width, activation: 'identity' },
    ],
  };
  const blocks = times(pick(random, norm === 'pre' ? [1, 2, 3] : [1, 2]), [attention, dense]).flat();
  const start = [{ kind: 'embedding', vocabulary: 4, width }, { kind: 'positions' }];
  return [...start, ...blocks, ...(norm === 'pre' ? [{ kind: 'normalize' }] : []), LAST];
};

export const STRUCTURED_DESIGNS: readonly StructuredDesign[] = [
  {
    family: 'plainCell',
    data: [rows, recall(8), recall(12)],
    hidden: recurrent({ cell: 'tanh' }),
    activation: 'tanh',
    init: 'glorotUniform',
    optimizers: [adam(0.01), momentum(0.02)],
  },
  {
    family: 'plainCell',
    data: [rows, recall(8)],
    hidden: recurrent({ cell: 'relu', recurrentInit: 'identity' }),
    activation: 'relu',
    init: 'glorotUniform',
    optimizers: [adam(0.005)],
  },
  {
    family: 'lstm',
    data: [rows, recall(10), recall(16)],
    hidden: recurrent({ cell: 'lstm', forgetBias: 1 }),
    activation: 'tanh',
    init: 'glorotUniform',
    optimizers: [adam(0.02), adam(0.01)],
  },
  {
    family: 'gru',
    data: [rows, recall(10), recall(16)],
    hidden: recurrent({ cell: 'gru' }),
    activation: 'tanh',
    init: 'glorotUniform',
    optimizers: [adam(0.02), adam(0.01)],
  },
  {
    family: 'diagonal',
    data: [rows, recall(10), recall(16)],
    hidden: recurrent({ cell: 'diagonal', smallestRadius: 0.9, largestRadius: 0.999 }),
    activation: 'tanh',
    init: 'glorotUniform',
    optimizers: [adam(0.01)],
  },
  {
    family: 'convolution',
    data: [picture, pixels],
    hidden: convolutions([0, 1, 2]),
    activation: 'relu',
    init: 'heNormal',
    optimizers: [adam(0.005), momentum(0.02)],
  },
  {
    family: 'deepConvolution',
    data: [picture, pixels],
    hidden: convolutions([4, 6]),
    activation: 'relu',
    init: 'heNormal',
    optimizers: [adam(0.003)],
  },
  {
    family: 'deepConvolution',
    data: [picture, pixels],
    hidden: residualConvolutions,
    activation: 'relu',
    init: 'heNormal',
    optimizers: [adam(0.003)],
  },
  {
    family: 'transformer',
    data: [tokens(8), tokens(12)],
    hidden: transformer('pre'),
    activation: 'relu',
    init: 'glorotUniform',
    optimizers: [adam(0.003)],
  },
  {
    family: 'transformer',
    data: [tokens(8), tokens(12)],
    hidden: transformer('post'),
    activation: 'relu',
    init: 'glorotUniform',
    optimizers: [adam(0.003)],
  },
];

const BATCH = 32;

/** Draws an experiment of a design. */
export function drawStructured(random: RandomState, design: StructuredDesign): Document {
  const { data, hidden, activation, init, optimizers } = design;
  return {
    seed: random.randint(0, 1e6),
    data: pick(random, data),
    networks: [{ name: 'net', hidden: hidden(random), activation, init }],
    training: { optimizer: pick(random, optimizers), steps: STEPS, batch: BATCH },
  };
}
