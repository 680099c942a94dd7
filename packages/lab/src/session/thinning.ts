import type { History } from 'gradscope';
import { takeRows } from './historyRows.ts';

/** Of each this many neighbouring rows, half are kept. */
const GROUP = 4;

/** Columns that have a say in which rows are kept: more would make thinning slow, and none of them be heard. */
const MOST_COLUMNS = 64;

/** One column of a history. */
interface Column {
  readonly values: Float64Array;
  readonly stride: number;
  readonly offset: number;
}

/**
 * Halves the rows of a history: of each four neighbours it keeps the two that are the smallest or largest in most
 * columns. The first and last row stay, and the smallest and largest value of the loss, the accuracy and up to 62
 * other columns, chosen evenly: however often a history is thinned, its extremes are there.
 */
export function thin(history: History): History {
  const { length } = history.step;
  const [votes, kept] = [new Int32Array(length), new Int32Array(length)];
  kept[0] = kept[length - 1] = 1;
  for (const column of columnsOf(history)) {
    vote(kept, column, 0, length);
    for (let from = 0; from < length; from += GROUP)
      vote(votes, column, from, Math.min(length, from + GROUP));
  }
  for (let from = 0; from < length; from += GROUP) elect(kept, votes, from, Math.min(length, from + GROUP));
  return takeRows(
    history,
    Array.from(kept.keys()).filter(row => kept[row]! > 0),
  );
}

function columnsOf({ loss, accuracy, series }: History): Column[] {
  const first = [loss, accuracy].map(values => ({ values, stride: 1, offset: 0 }));
  const others = Object.values(series).flatMap(({ values, columns }) =>
    Array.from({ length: columns }, (_, offset) => ({ values, stride: columns, offset })),
  );
  const room = MOST_COLUMNS - first.length;
  if (others.length <= room) return [...first, ...others];
  const chosen = Array.from({ length: room }, (_, i) => others[Math.floor((i * others.length) / room)]!);
  return [...first, ...chosen];
}

/** One vote each for the first of rows `from` … `to − 1` that holds the smallest value, and the largest; none where all are NaN. */
function vote(votes: Int32Array, { values, stride, offset }: Column, from: number, to: number): void {
  let [lowest, highest] = [-1, -1];
  let [low, high] = [Number.NaN, Number.NaN];
  for (let row = from; row < to; row++) {
    const value = values[row * stride + offset]!;
    if (Number.isNaN(value)) continue;
    if (!(value >= low)) [low, lowest] = [value, row];
    if (!(value <= high)) [high, highest] = [value, row];
  }
  if (lowest < 0) return;
  votes[lowest]!++;
  votes[highest]!++;
}

/** Keeps the half of rows `from` … `to − 1` that has most votes; of equals the first. */
function elect(kept: Int32Array, votes: Int32Array, from: number, to: number): void {
  for (let seats = Math.ceil((to - from) / 2); seats > 0; seats--) {
    let best = from;
    for (let row = from + 1; row < to; row++) if (votes[row]! > votes[best]!) best = row;
    kept[best] = 1;
    votes[best] = -1;
  }
}
