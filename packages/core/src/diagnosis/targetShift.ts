import type { AnyDataset } from '../data/dataset.ts';
import { shiftTargets } from '../data/shiftTargets.ts';
import { standardized } from '../data/standardized.ts';
import type { Experiment } from '../experiment/schema.ts';
import { apartness, chosenRows, nearestOf, neighbourScore, typicalApartness } from './neighbours.ts';
import { thresholds } from './thresholds.ts';

/** Shifts are looked for up to so many rows, and to half of the data. */
const FARTHEST = 5000;

/**
 * The number of rows by which targets are displaced from their inputs, as after a column was sorted, cut or
 * lagged on its own: the shift at which nearest neighbours are most alike. It is chosen on every other row
 * and accepted only if the rows between, which had no part in the choice, predict their targets beyond
 * chance.
 *
 * @param data rows in the order of the file
 * @returns undefined if no shift is accepted
 */
export function targetShiftOf(data: AnyDataset): number | undefined {
  const excessOf = likeness(data, alternateRows(data, 0));
  const farthest = Math.min(FARTHEST, data.samples >> 1);
  let best = { shift: 0, excess: 0 };
  for (let rows = 1; rows <= farthest; rows++) {
    for (const shift of [rows, -rows]) {
      const excess = excessOf(shift);
      if (excess > best.excess) best = { shift, excess };
    }
  }
  if (best.shift === 0) return undefined;
  const shifted = shiftTargets(data, best.shift);
  const first = Math.max(0, -best.shift);
  const { score, chance, deviation } = neighbourScore(shifted, alternateRows(shifted, (first + 1) % 2));
  return score - chance > thresholds.neighbours.value * deviation ? best.shift : undefined;
}

/** Rows `from`, `from + 2`, …, evenly thinned if there are many. */
const alternateRows = ({ samples }: AnyDataset, from: number): number[] =>
  chosenRows((samples - from + 1) >> 1).map(row => 2 * row + from);

/**
 * How much more alike the targets of nearest rows are than those of any two rows, if taken from `shift` rows
 * below, relative to chance.
 */
function likeness(data: AnyDataset, rows: readonly number[]): (shift: number) => number {
  const nearest = nearestOf(standardized(data), rows);
  const apart = apartness(data);
  const typical = typicalApartness(data, rows);
  const isThere = (row: number) => row >= 0 && row < data.samples;
  return shift => {
    let [sum, count] = [0, 0];
    for (let i = 0; i < rows.length; i++) {
      const [a, b] = [rows[i] + shift, rows[nearest[i]] + shift];
      if (!isThere(a) || !isThere(b)) continue;
      sum += typical - apart(a, b);
      count++;
    }
    return sum / Math.sqrt(Math.max(1, count));
  };
}

/** The experiment with the targets of its table shifted by so many rows more. */
export function alignTargets(experiment: Experiment, shift: number | null): Experiment {
  const { data } = experiment;
  if (shift === null || data.kind !== 'table') return experiment;
  return { ...experiment, data: { ...data, targetShift: data.targetShift + shift } };
}
