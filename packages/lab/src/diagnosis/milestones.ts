import type { RunState } from '../session/networkRun.ts';

/** After fewer steps little can be said; after more seldom more. */
const MILESTONES = [300, 1000, 3000];

/** While the networks train as fast as they can, none after more steps is diagnosed: it would take the cores from them. */
const MOST_IN_PASSING = 1000;

/** The steps after which a network is diagnosed, of those that its experiment has. */
export function milestonesOf(steps: number): number[] {
  const last = Math.min(steps, MILESTONES.at(-1)!);
  return [...MILESTONES.filter(milestone => milestone < last), last];
}

/**
 * The last milestone that a network has come to; 0 before the first. One that diverged has come as far as it ever will.
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
