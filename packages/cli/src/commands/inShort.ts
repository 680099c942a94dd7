import { hasLearned, shownText } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import { shellPath } from '../output/shellWord.ts';
import { firstOverLast, hasLayers } from '../report/facts.ts';
import { list, lossText, percent, ratioText } from '../report/numbers.ts';
import { alignedTable } from '../terminal/alignedTable.ts';
import type { TimedRun } from '../training/messages.ts';

/** With more networks than this the report is easier to read. */
const MOST = 12;

/**
 * What one asks first, for a reader at a terminal: what each network came to, what its first layer saw of the gradient, and
 * which command says why one has not learned.
 *
 * @param file the experiment's
 */
export function inShort({ experiment, data, runs }: Outcome, file: string): string {
  const sick = runs.filter(run => !run.interrupted && !hasLearned(experiment, data, run));
  const names = sick.length > MOST ? `${sick.length} networks` : list(sick.map(({ name }) => name));
  const lines = [
    ...(runs.length <= MOST ? resultLines(runs) : []),
    ...(sick.length > 0
      ? [
          `Less than half learned: ${shownText(names)}. Why, and what helps: gradscope diagnose ${shellPath(file)}`,
        ]
      : []),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function resultLines(runs: readonly TimedRun[]): string[] {
  const head = ['network', 'final loss', 'right', 'first layer’s gradient at the start'];
  const rows = runs.map(run => [
    run.name,
    lossText(run.loss),
    Number.isNaN(run.accuracy) ? '–' : percent(run.accuracy),
    shareAtStart(run),
  ]);
  return alignedTable([head, ...rows], [0, head.length - 1]);
}

/** A dash where no gradient was recorded, or not before the first update, or it is no number. */
function shareAtStart(run: TimedRun): string {
  if (!hasLayers(run) || run.history.step[0] !== 0) return '–';
  const share = firstOverLast(run, 0);
  return Number.isFinite(share) ? `${ratioText(share)} the last layer’s` : '–';
}
