import type { RunState } from '../session/networkRun.ts';

/** Fewer steps show little; more seldom show more. */
const MILESTONES = [300, 1000, 3000];

/**
 * While the networks train at full speed, none is diagnosed beyond this many steps: it would take the cores
 * from them.
 */
const MOST_IN_PASSING = 1000;

/** The steps, among those of the experiment, after which a network is diagnosed. */
export function milestonesOf(steps: number): number[] {
  const last = Math.min(steps, MILESTONES.at(-1)!);
  return [...MILESTONES.filter(milestone => milestone < last), last];
}

/**
 * The last milestone that a network has reached; 0 before the first. A diverged network counts as having
 * reached all.
 *
 * @param inPassing whether the cores are needed for training
 */
export function milestoneReached(
  { step, status }: Pick<RunState, 'step' | 'status'>,
  steps: number,
  inPassing = false,
): number {
  const all = milestonesOf(steps);
  const milestones = inPassing ? all.filter(milestone => milestone <= MOST_IN_PASSING) : all;
  if (status === 'diverged') return milestones.find(milestone => milestone >= step) ?? milestones.at(-1)!;
  return milestones.findLast(milestone => milestone <= step) ?? 0;
}
