import type { Experiment } from '../../experiment/schema.ts';
import type { Change } from '../change.ts';
import { type Candidate, isSame } from './remedy.ts';

/** This many of the changes that do best alone are tried in pairs, … */
const MOST_PAIRED = 6;
/** … with at most this many that remove the same causes, since two step sizes are one change, … */
const MOST_ALIKE = 2;
/** … and at most this many pairs. */
const MOST_PAIRS = 8;

/**
 * Pairs of changes, the second made on top of the first, the most promising pairs first. A pair removes different causes, and
 * differs from each of its two changes.
 *
 * @param candidates the most promising first
 */
export function pairsOf(candidates: readonly Candidate[], index: number): Change[] {
  const causes = candidates.map(({ change }) => change.treats.join());
  const isNovel = (_: Candidate, i: number) =>
    causes.slice(0, i).filter(cause => cause === causes[i]).length < MOST_ALIKE;
  const best = candidates.filter(isNovel).slice(0, MOST_PAIRED);
  const places = best.flatMap((_, i) => best.slice(i + 1).map((_, k) => [i, i + 1 + k] as const));
  return places
    .sort((a, b) => a[0] + a[1] - (b[0] + b[1]))
    .flatMap(([i, j]) => togetherOf(best[i], best[j], index))
    .slice(0, MOST_PAIRS);
}

function togetherOf(first: Candidate, second: Candidate, index: number): Change[] {
  if (first.change.treats.join() === second.change.treats.join()) return [];
  const both = second.remedy(first.change.experiment, index);
  const isOne = [first, second].some(({ change }) => isSame(change.experiment, both?.experiment));
  return both && !isOne ? [pairOf(first.change, second.change, both.experiment)] : [];
}

function pairOf(first: Change, second: Change, experiment: Experiment): Change {
  const scopes = [first.scope, second.scope];
  return {
    text: `${first.text}, and ${second.text}`,
    scope: scopes.includes('experiment') ? 'experiment' : 'network',
    treats: [...new Set([...first.treats, ...second.treats])],
    experiment,
  };
}
