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
