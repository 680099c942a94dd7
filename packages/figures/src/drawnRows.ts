import { countedText, countText, RandomState } from 'gradscope';

/** Points of one picture: more hide one another, and take seconds and gigabytes to draw. */
const MOST_DRAWN = 2000;

/** The rows that a picture of so many shows, ascending: all of them, or some drawn at random, always the same. */
export function drawnRows(samples: number): number[] {
  const all = Array.from({ length: samples }, (_, i) => i);
  if (samples <= MOST_DRAWN) return all;
  return [...new RandomState(0).permutation(samples).subarray(0, MOST_DRAWN)].sort((a, b) => a - b);
}

/** What a picture says if it does not show all rows. */
export const drawnNotes = (samples: number): string[] =>
  samples <= MOST_DRAWN
    ? []
    : [`${countText(MOST_DRAWN)} of ${countedText(samples, 'point')} are drawn, chosen at random.`];
