import type { Reason, SweepStatus } from '@gradscope/sweep';
import { countedText, countText, durationText, shownText } from 'gradscope';
import { alignedTable } from '../terminal/alignedTable.ts';

/** All sweeps of a store, a line each. */
export function statusText(all: readonly SweepStatus[]): string {
  if (all.length === 0) return 'No sweeps yet.\n';
  const rows = all.map(({ sweepId, name, state, done, total, runs, submittedAt }) => [
    sweepId,
    shownText(name),
    state,
    `${done}/${total}`,
    String(runs.diverged),
    String(runs.timeout + runs.failed),
    submittedAt.toISOString().replace(/\.\d+Z/, 'Z'),
  ]);
  const head = ['sweep', 'name', 'state', 'runs', 'diverged', 'failed', 'submitted'];
  return `${alignedTable([head, ...rows], [0, 1, 2, 6]).join('\n')}\n`;
}

/** The result of a sweep, and why some of its runs failed. */
export function outcomeText(
  { name, sweepId, state, done, total, runs }: SweepStatus,
  reasons: readonly Reason[],
  seconds: number,
): string {
  const counts = Object.entries(runs).filter(([, count]) => count > 0);
  const ended = counts.map(([status, count]) => `${countText(count)} ${status}`).join(', ') || 'none';
  const what =
    state === 'done'
      ? countedText(total, 'run')
      : `${state} after ${countText(done)} of ${countedText(total, 'run')}`;
  return [
    `${shownText(name)} (${sweepId}): ${what}: ${ended}, in ${durationText(seconds)}`,
    ...reasons.map(reasonText),
  ].join('\n');
}

const reasonText = ({ status, reason, count, firstIndex }: Reason): string =>
  `  ${countText(count)} ${status}: ${shownText(reason)} (first: run ${firstIndex})`;

/** A sweep as programs read it. */
export function statusJson({ submittedAt, ...status }: SweepStatus): object {
  return { ...status, submittedAt: submittedAt.toISOString() };
}
