import { expect, test } from 'vitest';
import { RandomState } from '../../random/randomState.ts';
import { type InitSettings, initialize, initializers, weightMoments } from './index.ts';
import type { Initializer } from './initializer.ts';

const [FAN_IN, FAN_OUT] = [200, 600];

/** Each kind with what a menu starts with, and some with other numbers. */
const inits: InitSettings[] = [
  ...Object.entries<Initializer>(initializers).map(([kind, { settings }]) => {
    const values = Object.entries(settings).map(([name, { start, default: value }]) => [
      name,
      start ?? value,
    ]);
    return { kind, ...Object.fromEntries(values) } as InitSettings;
  }),
  { kind: 'normal', std: 0.3 },
  { kind: 'uniform', limit: 0.3 },
  { kind: 'constant', value: 0.25 },
  { kind: 'orthogonal', gain: 1.5 },
  { kind: 'meanField', sigmaW: 1.3, sigmaB: 0.4 },
];
const covered = inits.filter(init => weightMoments(init, FAN_IN, FAN_OUT).beyondTheory === undefined);

const meanOf = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;

test.each(covered)('$kind: the moments of 120,000 weights and 600 biases, within 3 % and 20 %', init => {
  const { W, b } = initialize(init, FAN_IN, FAN_OUT, new RandomState(5));
  const { weightMean, weightVariance, biasVariance } = weightMoments(init, FAN_IN, FAN_OUT);
  const drawn = meanOf(W.map(w => (w - weightMean) ** 2));
  expect(Math.abs(drawn - weightVariance)).toBeLessThanOrEqual(0.03 * weightVariance);
  // A sum of equal weights is rounded.
  const rounding = 1e-11 * Math.abs(weightMean);
  expect(Math.abs(meanOf(W) - weightMean)).toBeLessThanOrEqual(0.02 * Math.sqrt(weightVariance) + rounding);
  expect(Math.abs(meanOf(b.map(x => x * x)) - biasVariance)).toBeLessThanOrEqual(0.2 * biasVariance);
});

test('identity and lsuv alone lie beyond the theory, and say why', () => {
  expect(inits.filter(init => !covered.includes(init)).map(({ kind }) => kind)).toEqual(['identity', 'lsuv']);
  expect(weightMoments({ kind: 'identity' }, 2, 2).beyondTheory).toBe('weights that are not random');
  expect(weightMoments({ kind: 'lsuv' }, 2, 2).beyondTheory).toBe('weights that are scaled to the data');
});
