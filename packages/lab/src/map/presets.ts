import { FIRST_PLAN } from './mapFields.ts';
import type { MapPlan, Side } from './mapPlan.ts';

/** A map to start from. */
interface Preset {
  readonly text: string;
  readonly fields: { readonly map: MapPlan; readonly side: Side };
}

/**
 * The depth at which networks still learn, for each size of the first weights: the subject of mean-field
 * theory.
 */
const DEPTHS: MapPlan = {
  document: {
    seed: 0,
    data: { kind: 'xor', samples: 32 },
    networks: [
      {
        name: 'deep',
        hidden: { layers: 8, width: 16 },
        activation: { kind: 'tanh' },
        init: { kind: 'meanField', sigmaW: 1, sigmaB: 0.05 },
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.05 }, steps: 200 },
  },
  x: { path: 'networks[0].init.sigmaW', from: 0.5, to: 2.5, scale: 'linear', whole: false },
  y: { path: 'networks[0].hidden.layers', from: 2, to: 33, scale: 'linear', whole: true },
};

/** The length of the sequences over which a recurrent network still learns, for each size of its recurrent weights. */
const TIMES: MapPlan = {
  document: {
    seed: 0,
    data: { kind: 'recall', samples: 1000, length: 8, symbols: 2 },
    networks: [
      {
        name: 'recurrent',
        hidden: [
          {
            kind: 'recurrent',
            cell: 'tanh',
            width: 16,
            recurrentInit: { kind: 'meanField', sigmaW: 1, sigmaB: 0 },
          },
          { kind: 'pool', how: 'last' },
        ],
        activation: { kind: 'tanh' },
        init: { kind: 'meanField', sigmaW: 0.2, sigmaB: 0 },
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.01 }, clip: { norm: 1 }, batch: 50, steps: 150 },
  },
  x: {
    path: 'networks[0].hidden[0].recurrentInit.sigmaW',
    from: 0.4,
    to: 2.2,
    scale: 'linear',
    whole: false,
  },
  y: { path: 'data.length', from: 4, to: 34, scale: 'linear', whole: true },
};

/** The scale of the branches at which residual blocks learn, for each number of them. */
const BRANCHES: MapPlan = {
  document: {
    seed: 0,
    data: { kind: 'xor', samples: 32 },
    networks: [
      {
        name: 'residual',
        hidden: [16, { repeat: 4, layers: [{ kind: 'block', scale: 0.5, norm: 'none', layers: [16] }] }],
        activation: { kind: 'relu' },
        init: { kind: 'heNormal' },
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.05 }, steps: 100 },
  },
  x: {
    path: 'networks[0].hidden[1].layers[0].scale',
    from: 0.1,
    to: 1.5,
    scale: 'linear',
    whole: false,
  },
  y: { path: 'networks[0].hidden[1].repeat', from: 2, to: 32, scale: 'linear', whole: true },
};

export const PRESETS: readonly Preset[] = [
  { text: 'Two step sizes: a fractal edge', fields: { map: FIRST_PLAN, side: '64' } },
  { text: 'Depth and σw, with theory', fields: { map: DEPTHS, side: '32' } },
  { text: 'Length and σw of a recurrence', fields: { map: TIMES, side: '16' } },
  { text: 'Residual blocks, their scale', fields: { map: BRANCHES, side: '16' } },
];
