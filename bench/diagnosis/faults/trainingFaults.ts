import type { RandomState, SymptomKind } from 'gradscope';
import { DESIGNS, type Document, pick } from '../bases.ts';
import { withStep, withTraining } from './changes.ts';
import type { Fault } from './fault.ts';

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

/** Faults of the optimizer and its schedule. */
export const TRAINING_FAULTS: readonly Fault[] = [
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
];
