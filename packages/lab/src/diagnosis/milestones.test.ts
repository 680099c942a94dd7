import { expect, test } from 'vitest';
import { milestoneReached, milestonesOf } from './milestones.ts';

test.each([
  [50_000, [300, 1000, 3000]],
  [1000, [300, 1000]],
  [700, [300, 700]],
  [20, [20]],
])('an experiment of %d steps is diagnosed after %j', (steps, milestones) => {
  expect(milestonesOf(steps)).toEqual(milestones);
});

test.each([
  [299, 'running', 0],
  [300, 'running', 300],
  [2999, 'idle', 1000],
  [40_000, 'done', 3000],
  [12, 'diverged', 300],
  [1500, 'diverged', 3000],
] as const)('at step %d, %s, the milestone %d is reached', (step, status, milestone) => {
  expect(milestoneReached({ step, status }, 50_000)).toBe(milestone);
});

test('while the cores are needed for training, the longest diagnosis waits', () => {
  const state = { step: 20_000, status: 'running' } as const;
  expect(milestoneReached(state, 50_000, true)).toBe(1000);
  expect(milestoneReached(state, 50_000)).toBe(3000);
  expect(milestoneReached({ step: 500, status: 'done' }, 500, true)).toBe(500);
});
