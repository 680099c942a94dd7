import { describe, expect, test } from 'vitest';
import {
  createEngine,
  type GeneralOptions,
  generalNetwork,
  goals,
  hiddenActivations,
  normalizations,
} from '../../test/support/networks.ts';
import type { EngineName } from '../engine/engine.ts';
import { checkGradients, type GradientCheck } from '../probe/gradientCheck.ts';

const variants = normalizations.flatMap(normalization =>
  [false, true].map(skip => ({ normalization, skip })),
);
const named = hiddenActivations.map(activation => [activation.kind, activation] as const);

/**
 * The layers for each goal. Regression also has dropout; the squared error has no bias, and scaled weights.
 */
const OF_GOAL = {
  crossEntropy: {},
  meanSquaredError: { bias: false, scale: 0.7 },
  values: { dropout: 0.3 },
} as const;

/** Every normalization, with and without skip, for every goal. */
function combinations(activation: GeneralOptions['activation']): GeneralOptions[] {
  return variants.flatMap(variant => goals.map(goal => ({ activation, ...variant, goal, ...OF_GOAL[goal] })));
}

describe('backpropagation agrees with central differences, relative error < 1e-8, of 18 combinations each of', () => {
  test.each(named)('%s; entries at a kink < 5 %', (_, activation) => {
    let [compared, kinks] = [0, 0];
    for (const options of combinations(activation)) {
      const checks = checkGradients(generalNetwork(createEngine('wasm'), options), 0.01);
      expect(new Set(checks.map(({ parameter }) => parameter))).toEqual(new Set(learnedNames(options)));
      for (const { relativeError, layer, parameter } of checks) {
        expect(relativeError, `${parameter}${layer} ${JSON.stringify(options)}`).toBeLessThan(1e-8);
      }
      compared += total(checks, 'compared');
      kinks += total(checks, 'kinks');
    }
    expect(kinks / (compared + kinks)).toBeLessThan(0.05);
    expect(compared).toBeGreaterThan(1000);
  });
});

describe('float64: forward and backward of both engines, the same bits, of 18 combinations each of', () => {
  test.each(named)('%s', (_, activation) => {
    for (const options of combinations(activation)) {
      const [wasm, reference] = (['wasm', 'reference'] as const).map(engine => bitsOf(engine, options));
      expect(wasm, JSON.stringify(options)).toEqual(reference);
    }
  });
});

/** Everything that a forward and backward pass overwrites. */
function bitsOf(engine: EngineName, options: GeneralOptions) {
  // More units than a vector has lanes, and a remainder.
  const network = generalNetwork(createEngine(engine), { ...options, hidden: [7, 7, 7], gain: 2 });
  const result = network.backpropagate();
  network.remember();
  return {
    result,
    parameters: network.parameters(),
    layers: network.layers.map(({ u, a, h, d, dz, learned }) =>
      [u, a, h, d, dz, ...learned.map(({ gradient }) => gradient)].map(({ values }) => values.slice()),
    ),
    evaluated: [network.classify(false), network.layers.at(-1)!.h.values.slice()],
  };
}

function total(checks: readonly GradientCheck[], of: 'compared' | 'kinks'): number {
  return checks.reduce((sum, check) => sum + check[of], 0);
}

function learnedNames({ activation, normalization, bias = true }: GeneralOptions): string[] {
  return [
    'W',
    ...(bias ? ['b'] : []),
    ...(normalization === 'none' ? [] : ['gamma', 'beta']),
    ...(activation.kind === 'prelu' ? ['slope'] : []),
  ];
}
