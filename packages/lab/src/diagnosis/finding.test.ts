import {
  diagnose,
  type Experiment,
  NO_BREAK,
  parseExperiment,
  prepare,
  Trainer,
  type Verdict,
} from 'gradscope';
import { describe, expect, test } from 'vitest';
import { type Finding, newFinding, newsOf } from './finding.ts';
import { isNews, type Outcome, outcomeOf } from './outcome.ts';

const STEPS = 2000;

const experimentOf = (stepSize: number, hidden = [50, 50]) =>
  parseExperiment({
    data: { kind: 'spiral', pointsPerClass: 30, noise: 0.1 },
    networks: [{ name: 'net', hidden, activation: 'sigmoid', init: { kind: 'normal', std: 0.1 } }],
    training: { optimizer: { kind: 'sgd', stepSize }, steps: STEPS, l2: 0 },
    record: { every: 1, probes: ['loss'] },
  });

function runOf(experiment: Experiment) {
  const trainer = new Trainer(experiment, 0);
  trainer.advance(STEPS);
  return trainer.run();
}

const textOf = (changes: Partial<Finding>) => newsOf({ ...newFinding('net', 0), ...changes }, STEPS);
const at = (step: number, changes: Partial<Outcome> = {}): Outcome => ({
  step,
  accuracy: 0.4,
  learned: false,
  diverged: false,
  over: false,
  ...changes,
});

describe('the worse news wins', () => {
  const verdict = diagnose(experimentOf(1e6), 0, { steps: 300, remedies: false });

  test('divergence outranks a vanishing gradient', () => {
    expect(verdict.symptoms[0].kind).not.toBe('diverged');
    expect(textOf({ verdict })).toEqual({
      health: 'ill',
      text: `diverged, in its first ${verdict.steps} steps`,
    });
  });

  test('a diverged network is shown as diverged, whatever its first steps showed', () => {
    const healthy = { ...verdict, healthy: true, symptoms: [] };
    for (const early of [verdict, healthy, undefined]) {
      expect(textOf({ verdict: early, outcome: at(1234, { diverged: true }) })).toEqual({
        health: 'ill',
        text: 'diverged at step 1,234',
      });
    }
  });
});

describe('a network that has learned is not red', () => {
  const vanishing = {
    steps: 300,
    healthy: false,
    symptoms: [{ kind: 'vanishing', layers: [1, 2] }],
  } as unknown as Verdict;

  test('a verdict names the steps it is based on', () => {
    expect(textOf({ verdict: vanishing })).toEqual({
      health: 'ill',
      text: 'vanishing gradient in layers 1 to 2, in its first 300 steps',
    });
    expect(textOf({ verdict: { ...vanishing, healthy: true } }).text).toBe('healthy, in its first 300 steps');
  });

  test('what it has learned since counts more than its first steps', () => {
    const news = textOf({ verdict: vanishing, outcome: at(12_000, { learned: true, accuracy: 0.94 }) });
    expect(news).toEqual({
      health: 'healthy',
      text: `healthy: training accuracy 94${NO_BREAK}% at step 12,000`,
    });
  });

  test('but not where it learns targets of other rows by heart', () => {
    const mismatch = { ...vanishing, symptoms: [{ kind: 'mismatch', layers: null }] } as unknown as Verdict;
    expect(textOf({ verdict: mismatch, outcome: at(12_000, { learned: true }) }).health).toBe('ill');
  });

  test('one that was healthy at first and has learned nothing by its end is red', () => {
    const healthy = { ...vanishing, healthy: true, symptoms: [] };
    expect(textOf({ verdict: healthy, outcome: at(STEPS, { over: true }) })).toEqual({
      health: 'ill',
      text: `has not learned half of what can be learned by its end, step 2,000: training accuracy 40${NO_BREAK}%`,
    });
  });
});

describe('the health of a network follows from its present step', () => {
  const experiment = parseExperiment({
    ...experimentOf(0.5, []),
    data: { kind: 'blobs', samples: 60, centers: 3, std: 0.3 },
  });
  const { data } = prepare(experiment);
  const { history } = runOf(experiment);
  const last = { status: 'idle', loss: history.loss.at(-1)!, accuracy: history.accuracy.at(-1)! } as const;
  const first = { status: 'idle', loss: history.loss[0], accuracy: history.accuracy[0] } as const;

  test('once it has learned, and not at the step 0 that it was taken back to', () => {
    expect(outcomeOf({ ...last, step: STEPS }, history, experiment, data)).toMatchObject({ learned: true });
    expect(outcomeOf({ ...first, step: 0 }, history, experiment, data)).toMatchObject({ learned: false });
  });

  test('not by one lucky batch, and not by what was recorded long before', () => {
    const poor = { ...history, accuracy: history.accuracy.map(() => first.accuracy) };
    expect(outcomeOf({ ...last, step: STEPS }, poor, experiment, data).learned).toBe(false);
    const early = { ...history, step: history.step.map(step => step / 10) };
    expect(outcomeOf({ ...first, step: STEPS }, early, experiment, data).learned).toBe(false);
  });

  test('and never once it has diverged', () => {
    const diverged = outcomeOf({ ...last, status: 'diverged', step: 7 }, history, experiment, data);
    expect(diverged).toMatchObject({ learned: false, diverged: true, step: 7 });
  });
});

test('the diagnosis is repeated at the end, at a stop, once the network has learned, and after 300, 1,000, 3,000 … steps', () => {
  expect(isNews(undefined, at(1), false)).toBe(true);
  expect(isNews(at(310), at(990), false)).toBe(false);
  expect(isNews(at(990), at(1000), false)).toBe(true);
  expect(isNews(at(3100), at(9000), false)).toBe(false);
  expect(isNews(at(3100), at(9000, { learned: true }), false)).toBe(true);
  expect(isNews(at(3100, { learned: true }), at(9000), false)).toBe(false);
  expect(isNews(at(3100), at(9000), true)).toBe(true);
  expect(isNews(at(9000), at(9000), true)).toBe(false);
  expect(isNews(at(31), at(40, { diverged: true }), false)).toBe(true);
});
