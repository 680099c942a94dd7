import type { RandomState, SymptomKind } from 'gradscope';
import { DESIGNS, type Design, type Document, type NetworkDocument, pick } from './bases.ts';

/** What is done to the rows of the data, which then come as a table. */
export interface Tampering {
  readonly kind: 'none' | 'scale' | 'feature' | 'offset' | 'shuffle' | 'rotate';
  readonly by: number;
}

/** A fault put into a healthy experiment. */
export interface Injection {
  readonly document: Document;
  readonly tampering?: Tampering;
  /** The experiment without the fault, where that is not the base itself. */
  readonly twin?: Document;
  /** Hidden layers into which it was put; null where it is in none. */
  readonly layers: readonly [number, number] | null;
  /** The symptoms that name it. */
  readonly accepted: readonly SymptomKind[];
}

/** A rule by which faults are made. */
export interface Fault {
  readonly name: string;
  /** Designs it makes sense for. */
  readonly designs: readonly Design[];
  readonly inject: (base: Document, random: RandomState) => Injection;
}

const isBounded = (activation: unknown) => activation === 'tanh' || activation === 'sigmoid';
const plain = DESIGNS.filter(({ normalization }) => !normalization);
const deepPlain = plain.filter(({ depths }) => depths[0]! >= 4);
const relus = plain.filter(({ activation }) => activation === 'relu');

const networkOf = ({ networks }: Document): NetworkDocument => networks[0]!;
const depthOf = (base: Document): number => networkOf(base).hidden.length;
const widthOf = (base: Document): number => networkOf(base).hidden[0] as number;

function withNetwork(base: Document, patch: Readonly<Record<string, unknown>>): Document {
  return { ...base, networks: [{ ...networkOf(base), ...patch }] };
}

function withTraining(base: Document, patch: Readonly<Record<string, unknown>>): Document {
  return { ...base, training: { ...base.training, ...patch } };
}

const withStep = (base: Document, factor: number): Document =>
  withTraining(base, {
    optimizer: {
      ...base.training.optimizer,
      stepSize: Number(((base.training.optimizer.stepSize as number) * factor).toPrecision(6)),
    },
  });

/** Gives hidden layers first … last something of their own. */
function withBlock(base: Document, [first, last]: readonly [number, number], own: object): Document {
  const width = widthOf(base);
  const hidden = networkOf(base).hidden.map((layer, l) =>
    l + 1 >= first && l + 1 <= last ? { width, ...own } : layer,
  );
  return withNetwork(base, { hidden });
}

function drawBlock(base: Document, random: RandomState, least: number): [number, number] {
  const depth = depthOf(base);
  const length = Math.min(depth, least + random.randint(0, Math.max(1, depth - least)));
  const first = 1 + random.randint(0, depth - length + 1);
  return [first, first + length - 1];
}

const all = (base: Document): [number, number] => [1, depthOf(base)];
const normal = (base: Document, gain: number) => ({
  kind: 'normal',
  std: Number((gain / Math.sqrt(widthOf(base))).toPrecision(6)),
});

/** Too large weights: what the units are decides what comes of it. */
const ofLargeWeights = (base: Document): SymptomKind[] =>
  isBounded(networkOf(base).activation) ? ['saturated', 'exploding'] : ['exploding', 'diverged'];

const SMALL = [0.05, 0.1, 0.2, 0.3];
const LARGE = [5, 10, 20, 50];
const OF_LARGE_STEPS: SymptomKind[] = ['diverged', 'oscillating', 'dead', 'saturated'];

const training = (
  name: string,
  accepted: SymptomKind[],
  change: (base: Document, random: RandomState) => Document,
): Fault => ({
  name,
  designs: DESIGNS,
  inject: (base, random) => ({ document: change(base, random), layers: null, accepted }),
});

const data = (
  name: string,
  kind: Tampering['kind'],
  values: readonly number[],
  accepted: SymptomKind[],
): Fault => ({
  name,
  designs: plain,
  inject: (base, random) => ({
    document: base,
    tampering: { kind, by: pick(random, values) },
    layers: null,
    accepted,
  }),
});

export const FAULTS: readonly Fault[] = [
  {
    name: 'sigmoid units in all layers',
    designs: deepPlain,
    inject: base => ({
      document: withNetwork(base, { activation: 'sigmoid' }),
      layers: all(base),
      accepted: ['vanishing'],
    }),
  },
  {
    name: 'sigmoid units in some layers',
    designs: deepPlain,
    inject: (base, random) => {
      const layers = drawBlock(base, random, 4);
      return {
        document: withBlock(base, layers, { activation: 'sigmoid' }),
        layers,
        accepted: ['vanishing'],
      };
    },
  },
  {
    name: 'small weights in all layers',
    designs: plain,
    inject: (base, random) => ({
      document: withNetwork(base, { init: normal(base, pick(random, SMALL)) }),
      layers: all(base),
      accepted: ['vanishing'],
    }),
  },
  {
    name: 'small weights in some layers',
    designs: deepPlain,
    inject: (base, random) => {
      const layers = drawBlock(base, random, 2);
      const init = normal(base, pick(random, SMALL));
      return { document: withBlock(base, layers, { init }), layers, accepted: ['vanishing'] };
    },
  },
  {
    name: 'large weights in all layers',
    designs: plain,
    inject: (base, random) => ({
      document: withNetwork(base, { init: normal(base, pick(random, LARGE)) }),
      layers: all(base),
      accepted: ofLargeWeights(base),
    }),
  },
  {
    name: 'large weights in some layers',
    designs: deepPlain,
    inject: (base, random) => {
      const layers = drawBlock(base, random, 2);
      const init = normal(base, pick(random, LARGE));
      return { document: withBlock(base, layers, { init }), layers, accepted: ofLargeWeights(base) };
    },
  },
  {
    name: 'more layers than the start bears',
    designs: [
      { activation: 'relu', init: 'glorotNormal', depths: [3], optimizer: { kind: 'adam', stepSize: 0.003 } },
      {
        activation: 'sigmoid',
        init: 'glorotNormal',
        depths: [2],
        optimizer: { kind: 'adam', stepSize: 0.02 },
      },
      { activation: 'tanh', init: 'pytorchDefault', depths: [3], optimizer: { kind: 'sgd', stepSize: 0.1 } },
      {
        activation: 'relu',
        init: 'pytorchDefault',
        depths: [3],
        optimizer: { kind: 'adam', stepSize: 0.003 },
      },
    ],
    inject: (base, random) => {
      const hidden = Array<number>(pick(random, [12, 20, 30])).fill(widthOf(base));
      return {
        document: withNetwork(base, { hidden }),
        layers: [1, hidden.length],
        accepted: ['vanishing'],
      };
    },
  },
  {
    name: 'normalization left out',
    designs: [
      {
        activation: 'sigmoid',
        init: 'glorotNormal',
        depths: [8, 12],
        optimizer: { kind: 'adam', stepSize: 0.01 },
        normalization: 'batch',
      },
      {
        activation: 'relu',
        init: 'lecunNormal',
        depths: [20, 30],
        optimizer: { kind: 'adam', stepSize: 0.003 },
        normalization: 'batch',
      },
      {
        activation: 'sigmoid',
        init: 'lecunNormal',
        depths: [8, 12],
        optimizer: { kind: 'adam', stepSize: 0.01 },
        normalization: 'layer',
      },
    ],
    inject: base => ({
      document: withNetwork(base, { normalization: 'none' }),
      layers: all(base),
      accepted: ['vanishing'],
    }),
  },
  training('step size much too large', OF_LARGE_STEPS, (base, random) =>
    withStep(base, pick(random, [100, 1000, 1e4, 1e5])),
  ),
  training('step size much too small', ['stalled'], (base, random) =>
    withStep(base, pick(random, [1e-3, 1e-4, 1e-5])),
  ),
  training('gradients clipped to nearly nothing', ['stalled'], (base, random) =>
    withTraining(base, {
      optimizer: { kind: 'sgd', stepSize: 0.1 },
      clip: { norm: pick(random, [1e-4, 1e-5, 1e-6]) },
    }),
  ),
  training('step size decays at once', ['stalled'], (base, random) =>
    withTraining(base, { schedule: { kind: 'step', every: pick(random, [1, 2, 3]), factor: 0.1 } }),
  ),
  training('epsilon of adam much too large', ['stalled'], (base, random) =>
    withTraining(base, {
      optimizer: { kind: 'adam', stepSize: 0.003, epsilon: pick(random, [10, 100, 1000]) },
    }),
  ),
  training('momentum without friction', OF_LARGE_STEPS, (base, random) =>
    withTraining(base, {
      optimizer: { kind: 'momentum', stepSize: pick(random, [0.1, 0.5, 1]), momentum: 1 },
    }),
  ),
  {
    name: 'all weights of one value',
    designs: plain,
    inject: (base, random) => ({
      document: withNetwork(base, {
        init: { kind: 'constant', value: pick(random, [0.01, 0.05, 0.1, 0.3]) },
      }),
      layers: all(base),
      accepted: ['symmetric'],
    }),
  },
  {
    name: 'all weights zero',
    designs: plain,
    inject: base => ({
      document: withNetwork(base, { init: 'zeros' }),
      layers: all(base),
      accepted: ['symmetric', 'dead'],
    }),
  },
  {
    name: 'negative weights that switch a layer of relu units off',
    designs: relus,
    inject: (base, random) => {
      const at = 2 + random.randint(0, Math.max(1, depthOf(base) - 1));
      const layers: [number, number] = [Math.min(at, depthOf(base)), Math.min(at, depthOf(base))];
      const init = { kind: 'constant', value: pick(random, [-0.1, -0.3, -1]) };
      return { document: withBlock(base, layers, { init }), layers, accepted: ['dead'] };
    },
  },
  data('inputs too large', 'scale', [100, 1e3, 1e4], ['badlyScaled']),
  data('inputs too small', 'scale', [1e-2, 1e-3, 1e-4], ['badlyScaled']),
  data('one input much too large', 'feature', [1e2, 1e3, 1e4], ['badlyScaled']),
  data('inputs far from zero', 'offset', [30, 100, 1000], ['badlyScaled']),
  data('targets shuffled', 'shuffle', [0], ['mismatch']),
  data('targets of other rows', 'rotate', [0.25, 0.5], ['mismatch']),
  {
    name: 'a signal below float32',
    designs: deepPlain,
    inject: (base, random) => {
      const hidden = Array<number>(pick(random, [30, 40])).fill(widthOf(base));
      const document = withNetwork(base, { hidden, init: normal(base, 0.05), activation: 'sigmoid' });
      return {
        document: { ...document, precision: 'float32' } as Document,
        layers: [1, hidden.length],
        accepted: ['underflow', 'vanishing'],
      };
    },
  },
];

/**
 * Rules added after the others: what these draw is drawn last, so that the cases before stay what they were.
 *
 * The product of all other weights, which every weight's gradient has for a factor, is far below the smallest float32, 1e-45, and far
 * above the smallest float64: what Adam makes of it depends on the format alone.
 */
export const LATER_FAULTS: readonly Fault[] = [
  {
    name: 'a gradient that only float32 loses',
    designs: [
      {
        activation: 'tanh',
        init: 'glorotNormal',
        depths: [2, 3],
        optimizer: { kind: 'adam', stepSize: 0.01 },
      },
      { activation: 'relu', init: 'heNormal', depths: [2, 3], optimizer: { kind: 'adam', stepSize: 0.01 } },
      {
        activation: 'selu',
        init: 'lecunNormal',
        depths: [2, 3],
        optimizer: { kind: 'adam', stepSize: 0.003 },
      },
    ],
    inject: (base, random) => {
      const init = { kind: 'normal', std: pick(random, [1e-25, 1e-26, 1e-28]) };
      const optimizer = { ...base.training.optimizer, epsilon: 1e-150 };
      const twin = withTraining(withNetwork(base, { init }), { optimizer });
      return {
        twin,
        document: { ...twin, precision: 'float32' } as Document,
        layers: all(base),
        accepted: ['underflow'],
      };
    },
  },
];
