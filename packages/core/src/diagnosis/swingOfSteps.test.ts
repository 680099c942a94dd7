import { expect, test } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { diagnose, type Verdict } from './diagnosis.ts';

const STEPS = 100;

/** A network with large answers on batches of 8 rows, so that its loss jumps from step to step. */
function verdictOf(stepSize: number, batch: number | 'full', dropout = 0): Verdict {
  const experiment = parseExperiment({
    seed: 1,
    data: { kind: 'quantiles', samples: 120, classes: 2 },
    networks: [
      { name: 'net', hidden: [16, 16], activation: 'gelu', init: { kind: 'normal', std: 3 }, dropout },
    ],
    training: { optimizer: { kind: 'sgd', stepSize }, batch, steps: STEPS },
  });
  return diagnose(experiment, 0, { remedies: false });
}

const kindsOf = ({ symptoms }: Verdict) => symptoms.map(({ kind }) => kind);

test('a loss that only the choice of rows moves is no oscillation, however much it jumps', () => {
  const noisy = verdictOf(1e-9, 8);
  expect(noisy.evidence.swing).toBeGreaterThan(0.5);
  expect(noisy.evidence.swingOfSteps).toBeLessThan(1e-3);
  expect(kindsOf(noisy)).not.toContain('oscillating');
});

test('nor is one that the masks of dropout move', () => {
  const noisy = verdictOf(1e-9, 'full', 0.5);
  expect(noisy.evidence.swing).toBeGreaterThan(0.1);
  expect(kindsOf(noisy)).not.toContain('oscillating');
});

test('one that the steps move is, with mini-batches and with all rows', () => {
  expect(kindsOf(verdictOf(10, 8))).toContain('oscillating');
  const whole = verdictOf(30, 'full');
  expect(kindsOf(whole)).toContain('oscillating');
  expect(whole.evidence.swingOfSteps).toBe(whole.evidence.swing);
});
