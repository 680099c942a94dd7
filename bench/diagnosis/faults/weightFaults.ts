import type { SymptomKind } from 'gradscope';
import { type Document, pick } from '../bases.ts';
import {
  all,
  deepPlain,
  drawBlock,
  networkOf,
  normal,
  plain,
  widthOf,
  withBlock,
  withNetwork,
} from './changes.ts';
import type { Fault } from './fault.ts';

const isBounded = (activation: unknown) => activation === 'tanh' || activation === 'sigmoid';

/** Too large weights: what the units are decides what comes of it. */
const ofLargeWeights = (base: Document): SymptomKind[] =>
  isBounded(networkOf(base).activation) ? ['saturated', 'exploding'] : ['exploding', 'diverged'];

const SMALL = [0.05, 0.1, 0.2, 0.3];
const LARGE = [5, 10, 20, 50];

/** Faults of activations, starting weights and depth. */
export const WEIGHT_FAULTS: readonly Fault[] = [
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
];
