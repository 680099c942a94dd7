import type { RunState } from '../session/networkRun.ts';

/** After fewer steps little can be said; after more seldom more. */
const MILESTONES = [300, 1000, 3000];

/** The steps after which a network is diagnosed, of those that its experiment has. */
export function milestonesOf(steps: number): number[] {
  const last = Math.min(steps, MILESTONES.at(-1)!);
  return [...MILESTONES.filter(milestone => milestone < last), last];
}

/** The last milestone that a network has come to; 0 before the first. One that diverged has come as far as it ever will. */
export function milestoneReached({ step, status }: Pick<RunState, 'step' | 'status'>, steps: number): number {
  const milestones = milestonesOf(steps);
  if (status === 'diverged') return milestones.find(milestone => milestone >= step) ?? milestones.at(-1)!;
  return milestones.findLast(milestone => milestone <= step) ?? 0;
}
