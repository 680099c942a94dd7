import type { RandomState } from 'gradscope';

/** An experiment document, plain. */
export type Document = {
  readonly seed: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly networks: readonly NetworkDocument[];
  readonly training: Readonly<Record<string, unknown>> & {
    readonly optimizer: Readonly<Record<string, unknown>>;
  };
};

export type NetworkDocument = Readonly<Record<string, unknown>> & { readonly hidden: readonly unknown[] };

/** A healthy design: whether it is healthy on some data is for the labels to say. */
export interface Design {
  readonly activation: string;
  readonly init: string;
  readonly depths: readonly number[];
  readonly optimizer: Readonly<Record<string, unknown>>;
  readonly normalization?: string;
  readonly residual?: string;
}

const sgd = (stepSize: number) => ({ kind: 'sgd', stepSize });
const momentum = (stepSize: number) => ({ kind: 'momentum', stepSize });
const adam = (stepSize: number) => ({ kind: 'adam', stepSize });

/** Textbook designs at the depths they are recommended for. */
export const DESIGNS: readonly Design[] = [
  { activation: 'relu', init: 'heNormal', depths: [2, 3, 4], optimizer: sgd(0.1) },
  { activation: 'relu', init: 'heNormal', depths: [6, 8, 10], optimizer: adam(0.003) },
  { activation: 'relu', init: 'heUniform', depths: [4, 6], optimizer: momentum(0.02) },
  { activation: 'tanh', init: 'glorotNormal', depths: [2, 4, 6], optimizer: sgd(0.1) },
  { activation: 'tanh', init: 'orthogonal', depths: [6, 8, 10], optimizer: momentum(0.02) },
  { activation: 'relu', init: 'heNormal', depths: [6, 8], optimizer: sgd(0.05) },
  { activation: 'tanh', init: 'orthogonal', depths: [8, 10, 12], optimizer: adam(0.002) },
  { activation: 'sigmoid', init: 'glorotNormal', depths: [1, 2], optimizer: adam(0.02) },
  { activation: 'selu', init: 'lecunNormal', depths: [6, 10], optimizer: adam(0.002) },
  { activation: 'gelu', init: 'heNormal', depths: [4, 8], optimizer: adam(0.003) },
  { activation: 'leakyRelu', init: 'heNormal', depths: [6, 12], optimizer: adam(0.002) },
  { activation: 'relu', init: 'heNormal', depths: [8, 14], optimizer: adam(0.003), normalization: 'batch' },
  {
    activation: 'tanh',
    init: 'lecunNormal',
    depths: [6, 10],
    optimizer: momentum(0.02),
    normalization: 'layer',
  },
];

/** Deep ones, of 20 to 100 layers. */
export const DEEP_DESIGNS: readonly Design[] = [
  { activation: 'tanh', init: 'orthogonal', depths: [20, 30, 50], optimizer: adam(0.0005) },
  { activation: 'relu', init: 'heNormal', depths: [20, 30], optimizer: adam(0.001) },
  {
    activation: 'relu',
    init: 'heNormal',
    depths: [20, 40, 100],
    optimizer: adam(0.001),
    normalization: 'batch',
  },
  {
    activation: 'tanh',
    init: 'glorotNormal',
    depths: [20, 50, 100],
    optimizer: adam(0.0005),
    residual: 'identity',
  },
  { activation: 'selu', init: 'lecunNormal', depths: [20, 40], optimizer: adam(0.0005) },
  {
    activation: 'leakyRelu',
    init: 'heNormal',
    depths: [20, 30],
    optimizer: adam(0.001),
    normalization: 'layer',
  },
];

const DATA = [
  { kind: 'moons', samples: 100, noise: 0.1 },
  { kind: 'circles', samples: 100, noise: 0.05, factor: 0.4 },
  { kind: 'blobs', samples: 90, centers: 3, std: 0.5 },
  { kind: 'quantiles', samples: 90, classes: 2 },
  { kind: 'iris', standardize: true },
  { kind: 'wine', standardize: true },
];

const WIDTHS = [12, 16, 20];
export const STEPS = 300;

export const pick = <T>(random: RandomState, from: readonly T[]): T => from[random.randint(0, from.length)]!;

/** Draws an experiment of one of the designs. */
export function drawBase(random: RandomState, designs: readonly Design[]): Document {
  const { depths, optimizer, ...design } = pick(random, designs);
  const hidden = Array<number>(pick(random, depths)).fill(pick(random, WIDTHS));
  return {
    seed: random.randint(0, 1e6),
    data: pick(random, DATA),
    networks: [{ name: 'net', hidden, ...design }],
    training: { optimizer, steps: STEPS, batch: random.randint(0, 4) === 0 ? 32 : 'full' },
  };
}
