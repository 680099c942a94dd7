import { countedText, countText, RandomState } from 'gradscope';

/** The most points in one picture: more would hide one another, and take seconds and gigabytes to draw. */
const MOST_DRAWN = 2000;

/** The rows shown in a picture of this many samples, ascending: all of them, or a fixed random choice. */
export function drawnRows(samples: number): number[] {
  const all = Array.from({ length: samples }, (_, i) => i);
  if (samples <= MOST_DRAWN) return all;
  return [...new RandomState(0).permutation(samples).subarray(0, MOST_DRAWN)].sort((a, b) => a - b);
}

/** The note of a picture that does not show all rows. */
export const drawnNotes = (samples: number): string[] =>
  samples <= MOST_DRAWN
    ? []
    : [`${countText(MOST_DRAWN)} of ${countedText(samples, 'point')} are drawn, chosen at random.`];
