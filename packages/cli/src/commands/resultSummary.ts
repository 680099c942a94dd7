import { hasLearned, listText, lossOf, ratioText, shownText } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import { shellPath } from '../output/shellWord.ts';
import { firstOverLast, hasLayers } from '../report/facts.ts';
import { overfittingSentences } from '../report/overfittingSentences.ts';
import { qualityColumns, unitsText } from '../report/qualityColumns.ts';
import { alignedTable } from '../terminal/alignedTable.ts';
import type { TimedRun } from '../training/messages.ts';

/** With more networks than this the report is easier to read. */
const MOST = 12;

/**
 * The summary for a reader at a terminal: each network's result, how much of the gradient reached its first
 * layer, and, for networks that have not learned, the command that tells why.
 *
 * @param file the experiment's
 */
export function resultSummary(outcome: Outcome, file: string): string {
  const { experiment, data, runs } = outcome;
  const sick = runs.filter(run => !run.interrupted && !hasLearned(experiment, data, run));
  const names = sick.length > MOST ? `${sick.length} networks` : listText(sick.map(({ name }) => name));
  const lines = [
    ...(runs.length <= MOST ? resultLines(outcome) : []),
    ...overfittingSentences(runs).map(shownText),
    ...(sick.length > 0
      ? [
          `Less than half learned: ${shownText(names)}. Why, and what helps: gradscope diagnose ${shellPath(file)}`,
        ]
      : []),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function resultLines(outcome: Outcome): string[] {
  const { experiment, data, runs } = outcome;
  const columns = [
    { head: 'network', cells: runs.map(({ name }) => name) },
    ...qualityColumns(outcome),
    { head: 'first layer’s gradient at the start', cells: runs.map(shareAtStart) },
  ].filter(({ cells }) => cells.some(text => text !== ''));
  const rows = runs.map((_, i) => columns.map(({ cells }) => cells[i]));
  const table = alignedTable([columns.map(({ head }) => head), ...rows], [0, columns.length - 1]);
  return [...table, unitsText(data, lossOf(experiment, data), experiment.training.l2)];
}

/** Empty if no gradient was recorded before the first update, or the share is not finite. */
function shareAtStart(run: TimedRun): string {
  if (!hasLayers(run) || run.history.step[0] !== 0) return '';
  const share = firstOverLast(run, 0);
  return Number.isFinite(share) ? `${ratioText(share)} the last layer’s` : '';
}
