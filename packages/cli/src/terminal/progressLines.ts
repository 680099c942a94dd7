import { type Place, progressLine } from './progressLine.ts';

const STATES = ['training', 'waiting', 'failed', 'done'] as const;

/**
 * The progress of all networks in at most `rows` lines. If there are more networks, those in work and next in
 * line have one line each, and the last line counts the others.
 */
export function progressLines(places: readonly Place[], rows: number, width: number): string[] {
  const shown = places.length <= rows ? places : mostActive(places, rows - 1);
  const longest = Math.max(0, ...shown.map(({ name }) => name.length));
  const nameWidth = Math.min(longest, Math.floor(width / 2));
  const lines = shown.map(place => progressLine(place, nameWidth, width));
  return places.length <= rows ? lines : [...lines, othersLine(places, shown).slice(0, width - 1)];
}

/** The given number of places, choosing the most active states first, in the order of the networks. */
function mostActive(places: readonly Place[], number: number): Place[] {
  const chosen = new Set(
    STATES.flatMap(wanted => places.filter(({ state }) => state === wanted)).slice(0, number),
  );
  return places.filter(place => chosen.has(place));
}

/** `288 more: 270 waiting, 18 done`. */
function othersLine(places: readonly Place[], shown: readonly Place[]): string {
  const others = places.filter(place => !shown.includes(place));
  const counts = STATES.map(wanted => ({
    wanted,
    count: others.filter(({ state }) => state === wanted).length,
  }));
  const texts = counts.filter(({ count }) => count > 0).map(({ wanted, count }) => `${count} ${wanted}`);
  return `${others.length} more: ${texts.join(', ')}`;
}
