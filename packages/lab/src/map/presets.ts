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

export const PRESETS: readonly Preset[] = [
  { text: 'Two step sizes: a fractal edge', fields: { map: FIRST_PLAN, side: '64' } },
  { text: 'Depth and σw, with theory', fields: { map: DEPTHS, side: '32' } },
];
