import type { History } from 'gradscope';
import { takeRows } from './historyRows.ts';

/** Of this many neighbouring rows, thinning keeps half. */
const GROUP = 4;

/**
 * The largest number of columns that vote on the rows to keep. More would be slow, and each would count too
 * little.
 */
const MOST_COLUMNS = 64;

/** One column of a history. */
interface Column {
  readonly values: Float64Array;
  readonly stride: number;
  readonly offset: number;
}

/**
 * Halves the rows of a history. Of four neighbours it keeps the two that are smallest or largest in most
 * columns. It always keeps the first and last row, and the extremes of the loss, the accuracy and up to 62
 * other columns, chosen evenly. Extremes therefore survive any number of halvings.
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
    Array.from(kept.keys()).filter(row => kept[row] > 0),
  );
}

function columnsOf({ loss, accuracy, series }: History): Column[] {
  const first = [loss, accuracy].map(values => ({ values, stride: 1, offset: 0 }));
  const others = Object.values(series).flatMap(({ values, columns }) =>
    Array.from({ length: columns }, (_, offset) => ({ values, stride: columns, offset })),
  );
  const room = MOST_COLUMNS - first.length;
  if (others.length <= room) return [...first, ...others];
  const chosen = Array.from({ length: room }, (_, i) => others[Math.floor((i * others.length) / room)]);
  return [...first, ...chosen];
}

/**
 * Casts one vote for the first row of `from` … `to − 1` with the smallest value, and one for the largest;
 * none if all are NaN.
 */
function vote(votes: Int32Array, { values, stride, offset }: Column, from: number, to: number): void {
  let [lowest, highest] = [-1, -1];
  let [low, high] = [Number.NaN, Number.NaN];
  for (let row = from; row < to; row++) {
    const value = values[row * stride + offset];
    if (Number.isNaN(value)) continue;
    if (!(value >= low)) [low, lowest] = [value, row];
    if (!(value <= high)) [high, highest] = [value, row];
  }
  if (lowest < 0) return;
  votes[lowest]++;
  votes[highest]++;
}

/** Keeps the half of rows `from` … `to − 1` with the most votes; the earlier row wins a tie. */
function elect(kept: Int32Array, votes: Int32Array, from: number, to: number): void {
  for (let seats = Math.ceil((to - from) / 2); seats > 0; seats--) {
    let best = from;
    for (let row = from + 1; row < to; row++) if (votes[row] > votes[best]) best = row;
    kept[best] = 1;
    votes[best] = -1;
  }
}
