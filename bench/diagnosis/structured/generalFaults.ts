import { pick } from '../bases.ts';
import { withNetwork, withStep, withTraining } from '../faults/changes.ts';
import type { StructuredDesign } from './designs.ts';
import { withKind } from './items.ts';
import type { StructuredFault } from './structuredFault.ts';

const ALL: readonly StructuredDesign['family'][] = [
  'plainCell',
  'lstm',
  'gru',
  'diagonal',
  'convolution',
  'deepConvolution',
  'transformer',
];

/** Faults that any network can have. */
export const GENERAL_FAULTS: readonly StructuredFault[] = [
  {
    name: 'step size much too large',
    families: ALL,
    inject: (base, random) => ({
      document: withStep(base, pick(random, [100, 1000, 1e4])),
      layers: null,
      accepted: ['diverged', 'oscillating', 'dead', 'saturated'],
    }),
  },
  {
    name: 'step size much too small',
    families: ALL,
    inject: (base, random) => ({
      document: withStep(base, pick(random, [1e-3, 1e-4])),
      layers: null,
      accepted: ['stalled'],
    }),
  },
  {
    name: 'gradients clipped to nearly nothing',
    families: ALL,
    inject: (base, random) => ({
      document: withTraining(base, {
        optimizer: { kind: 'sgd', stepSize: 0.1 },
        clip: { norm: pick(random, [1e-4, 1e-5]) },
      }),
      layers: null,
      accepted: ['stalled'],
    }),
  },
  {
    name: 'all weights of one value',
    families: ['plainCell', 'convolution', 'deepConvolution'],
    inject: (base, random) => {
      const init = { kind: 'constant', value: pick(random, [0.01, 0.05, 0.1]) };
      const recurrentInit = init;
      return {
        document: withKind(withNetwork(base, { init }), 'recurrent', own => ({ ...own, recurrentInit })),
        layers: null,
        accepted: ['symmetric'],
      };
    },
  },
  {
    name: 'all weights zero',
    families: ['plainCell', 'lstm', 'gru', 'convolution', 'deepConvolution'],
    inject: base => {
      const recurrentInit = { kind: 'zeros' };
      return {
        document: withKind(withNetwork(base, { init: 'zeros' }), 'recurrent', own => ({
          ...own,
          recurrentInit,
        })),
        layers: null,
        accepted: ['symmetric', 'dead'],
      };
    },
  },
];
