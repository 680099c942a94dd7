import type { SymptomKind } from 'gradscope';
import { type Document, pick } from '../bases.ts';
import { layersOfKind, type Settings, withKind } from './items.ts';
import type { StructuredFault } from './structuredFault.ts';

const recall = (length: number) => ({ kind: 'recall', samples: 200, length, symbols: 4 });

/** A fault by which recurrent layers lose the signal from one position to the next, or let it grow. */
const inTime = (
  base: Document,
  accepted: readonly SymptomKind[],
  change: (own: Settings) => Settings,
): ReturnType<StructuredFault['inject']> => ({
  document: withKind(base, 'recurrent', own => ({ ...own, ...change(own) })),
  layers: layersOfKind(base, 'recurrent'),
  axis: 'time',
  accepted,
});

/** Faults of recurrent layers, on tasks that need the first position. */
export const TIME_FAULTS: readonly StructuredFault[] = [
  {
    name: 'small recurrent weights',
    families: ['plainCell'],
    data: [recall(12), recall(15)],
    inject: (base, random) => {
      const recurrentInit = { kind: 'orthogonal', gain: pick(random, [0.05, 0.1, 0.2, 0.3]) };
      return inTime(base, ['vanishing'], () => ({ recurrentInit }));
    },
  },
  {
    name: 'sequences too long for a plain cell',
    families: ['plainCell'],
    data: [recall(8)],
    inject: (base, random) => {
      const long = { ...base, data: recall(pick(random, [40, 60])) };
      const recurrentInit = { kind: 'uniform', limit: pick(random, [0.2, 0.25]) };
      return inTime(long, ['vanishing'], () => ({ cell: 'tanh', recurrentInit }));
    },
  },
  {
    name: 'large recurrent weights',
    families: ['plainCell'],
    data: [recall(12), recall(15)],
    inject: (base, random) => {
      const recurrentInit = { kind: 'orthogonal', gain: pick(random, [4, 6, 10]) };
      return inTime(base, ['exploding', 'saturated', 'diverged'], () => ({ recurrentInit }));
    },
  },
  {
    name: 'forget gates that start closed',
    families: ['lstm'],
    data: [recall(16)],
    inject: (base, random) => {
      const forgetBias = pick(random, [-8, -10, -12]);
      return inTime(base, ['vanishing'], () => ({ forgetBias }));
    },
  },
  {
    name: 'radii that start small',
    families: ['diagonal'],
    data: [recall(10)],
    inject: (base, random) => {
      const largestRadius = pick(random, [0.05, 0.1, 0.2]);
      return inTime(base, ['vanishing'], () => ({ smallestRadius: 0.01, largestRadius }));
    },
  },
  {
    name: 'a signal cut off after a few positions',
    families: ['plainCell', 'lstm', 'gru'],
    data: [recall(10), recall(12)],
    inject: (base, random) => {
      const truncate = pick(random, [1, 2]);
      return inTime(base, ['vanishing'], () => ({ truncate }));
    },
  },
];
