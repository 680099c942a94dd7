import { describe, expect, test } from 'vitest';
import { createEngine } from '../engine/createEngine.ts';
import { evaluateLoss, type Goal } from './loss.ts';
import type { LossKind } from './losses/index.ts';

/** The loss and gradient for outputs of two columns. */
function lossOf(kind: LossKind, outputs: readonly number[], goal: Goal) {
  const engine = createEngine('wasm');
  const [scores, gradient] = [engine.tensor(outputs.length / 2, 2), engine.tensor(outputs.length / 2, 2)];
  scores.values.set(outputs);
  return { ...evaluateLoss(kind, engine, scores, goal, gradient), gradient: [...gradient.values] };
}

describe('mean squared error', () => {
  test('of values: the mean over all entries, and no count of right ones', () => {
    expect(lossOf('meanSquaredError', [1, 2, 3, 5], { targets: Float64Array.of(1, 0, 4, 5) })).toEqual({
      loss: (0 + 4 + 1 + 0) / 4,
      correct: Number.NaN,
      gradient: [0, 1, -0.5, 0],
    });
  });

  test('of classes: against one-hot vectors; the first of equal outputs counts as the largest', () => {
    expect(lossOf('meanSquaredError', [1, 0, 0.5, 0.5, 3, 1], { labels: Int32Array.of(0, 1, 1) })).toEqual({
      loss: (0 + 0 + 0.25 + 0.25 + 9 + 0) / 6,
      correct: 1,
      gradient: [0, 0, 0.5 / 3, -0.5 / 3, 1, 0],
    });
  });
});

test('cross-entropy of classes is the engine’s', () => {
  const { loss, correct } = lossOf('crossEntropy', [0, 0, 1, 1], { labels: Int32Array.of(0, 1) });
  expect([loss, correct]).toEqual([Math.LN2, 1]);
});

test('cross-entropy of values is refused', () => {
  expect(() => lossOf('crossEntropy', [0, 0], { targets: Float64Array.of(0, 0) })).toThrow(
    new RangeError('loss: expected meanSquaredError for values, got crossEntropy'),
  );
});
