import { pick } from '../bases.ts';
import { all, depthOf, plain, withBlock, withNetwork } from './changes.ts';
import type { Fault } from './fault.ts';

const relus = plain.filter(({ activation }) => activation === 'relu');

/** Faults of weights that start with one value. */
export const CONSTANT_FAULTS: readonly Fault[] = [
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
];
