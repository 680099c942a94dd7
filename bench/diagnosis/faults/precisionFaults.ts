import { type Document, pick } from '../bases.ts';
import { all, deepPlain, normal, widthOf, withNetwork, withTraining } from './changes.ts';
import type { Fault } from './fault.ts';

/** A signal that is too small for the format. */
export const UNDERFLOW_FAULTS: readonly Fault[] = [
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
 * Every weight's gradient has the product of all other weights as a factor. That product is far below the
 * smallest float32, 1e-45, and far above the smallest float64, so only the number format decides whether Adam
 * learns.
 */
export const FLOAT32_FAULTS: readonly Fault[] = [
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
