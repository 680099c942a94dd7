import { describe, expect, test } from 'vitest';
import { createEngine, generalNetwork } from '../../../test/support/networks.ts';
import type { EngineName } from '../../engine/engine.ts';
import { checkGradients } from '../../probe/gradientCheck.ts';
import { type EntryLossKind, entryLosses, type LossKind } from './index.ts';

const outputs = ['identity', 'sigmoid', 'relu', 'tanh', 'softmax'] as const;
const entryKinds = Object.keys(entryLosses) as EntryLossKind[];

/** Every loss on classes, and all but cross-entropy on values, each behind every output. */
const combinations = [
  ...(['crossEntropy', ...entryKinds] as LossKind[]).map(loss => ({ loss, goal: 'crossEntropy' as const })),
  ...entryKinds.map(loss => ({ loss, goal: 'values' as const })),
].flatMap(one => outputs.map(kind => ({ ...one, output: { kind } })));

const options = { activation: { kind: 'tanh' }, gain: 2 } as const;
const named = combinations.map(one => [`${one.loss} of ${one.goal} behind ${one.output.kind}`, one] as const);

describe('backpropagation agrees with central differences, relative error < 1e-8, in', () => {
  test.each(named)('%s', (_, combination) => {
    const checks = checkGradients(generalNetwork(createEngine('wasm'), { ...options, ...combination }), 0.01);
    const compared = checks.reduce((sum, check) => sum + check.compared, 0);
    const kinks = checks.reduce((sum, check) => sum + check.kinks, 0);
    for (const { relativeError, layer, parameter } of checks) {
      expect(relativeError, `${parameter}${layer}`).toBeLessThan(1e-8);
    }
    expect(kinks / (compared + kinks)).toBeLessThan(0.1);
    expect(compared).toBeGreaterThan(50);
  });
});

test('float64: both engines, the same bits, in every combination', () => {
  const bitsOf = (engine: EngineName, combination: (typeof combinations)[number]) => {
    const network = generalNetwork(createEngine(engine), {
      ...options,
      ...combination,
      hidden: [7, 7],
    });
    const result = network.backpropagate();
    return [result, network.layers.map(({ h, dz, dW, db }) => [h, dz, dW, db].map(t => t.values.slice()))];
  };
  for (const combination of combinations) {
    expect(bitsOf('wasm', combination), JSON.stringify(combination)).toEqual(
      bitsOf('reference', combination),
    );
  }
});

describe('each loss of an entry', () => {
  test.each<[EntryLossKind, number, number, number, number]>([
    ['meanSquaredError', 3, 1, 4, 4],
    ['meanAbsoluteError', 3, 1, 2, 1],
    ['meanAbsoluteError', 1, 1, 0, 0],
    ['huber', 1.5, 1, 0.125, 0.5],
    ['huber', -2, 1, 2.5, -1],
    ['binaryCrossEntropy', 0.25, 1, Math.log(4), -4],
    ['binaryCrossEntropy', 0.25, 0, -Math.log(0.75), 1 / 0.75],
    // Not a probability: it is cut off, and gets no gradient.
    ['binaryCrossEntropy', 2, 0, -Math.log(1e-7), 0],
    ['binaryCrossEntropy', -3, 0.5, -(Math.log(1e-7) + Math.log(1 - 1e-7)) / 2, 0],
    ['binaryCrossEntropyWithLogits', 0, 1, Math.LN2, -0.5],
    ['binaryCrossEntropyWithLogits', 2, 0.5, Math.log(1 + Math.exp(2)) - 1, 1 / (1 + Math.exp(-2)) - 0.5],
    ['binaryCrossEntropyWithLogits', 1000, 0, 1000, 1],
    ['binaryCrossEntropyWithLogits', -1000, 1, 1000, -1],
  ])('%s of %d at target %d is %d, with slope %d, relative error < 1e-8', (kind, o, t, value, slope) => {
    const near = (expected: number) => 1e-8 * Math.max(1, Math.abs(expected));
    expect(Math.abs(entryLosses[kind].value(o, t) - value)).toBeLessThan(near(value));
    expect(Math.abs(entryLosses[kind].slope(o, t) - slope)).toBeLessThan(near(slope));
  });

  test.each(entryKinds)('%s of NaN is NaN, as is its slope', kind => {
    expect([entryLosses[kind].value(Number.NaN, 1), entryLosses[kind].slope(Number.NaN, 1)]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });

  test('of logits, a tiny loss keeps its digits', () => {
    const { value } = entryLosses.binaryCrossEntropyWithLogits;
    expect(value(40, 1) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(value(20, 1) / Math.log1p(Math.exp(-20))).toBeCloseTo(1, 12);
  });
});

test('softmax of scores far from 0 is finite, and each row sums to 1', () => {
  const network = generalNetwork(createEngine('wasm'), {
    ...options,
    output: { kind: 'softmax' },
    loss: 'meanSquaredError',
    gain: 1e5,
  });
  const { values, columns } = network.forward();
  for (let row = 0; row < values.length; row += columns) {
    const sum = [...values.subarray(row, row + columns)].reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 14);
  }
});
