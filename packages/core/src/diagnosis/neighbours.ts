import { type AnyDataset, type Inputs, isRegression } from '../data/dataset.ts';
import { standardized } from '../data/standardized.ts';
import { RandomState } from '../random/randomState.ts';
import { thresholds } from './thresholds.ts';

/** How well the nearest neighbours of the rows predict their targets. */
export interface NeighbourScore {
  /**
   * Share of rows whose nearest neighbour is of their class; for values, how much closer than chance it is, 0
   * … 1.
   */
  readonly score: number;
  /** The same with the targets shuffled: mean and standard deviation over the shuffles. */
  readonly chance: number;
  readonly deviation: number;
  /** Share of rows with several equally near neighbours that do not repeat the row. */
  readonly ties: number;
}

/** The most rows that are compared with one another; from larger data they are taken at even distances. */
const MOST_ROWS = 400;
const SHUFFLES = 24;

/**
 * Whether inputs predict the targets at all: each row's nearest other row, with features standardized,
 * answers for it. This needs no network, so the result concerns the data alone. NaN of sequences and pictures.
 *
 * @param rows the rows to compare with one another
 */
export function neighbourScore(data: AnyDataset, rows = chosenRows(data.samples)): NeighbourScore {
  if (data.axes) return UNKNOWN;
  const inputs = standardized(data);
  const nearest = nearestOf(inputs, rows);
  const random = new RandomState(0);
  const rate = isRegression(data) ? closeness(data, rows, nearest) : agreement(data.y, rows, nearest);
  const shuffled = Array.from({ length: SHUFFLES }, () => rate(random.permutation(rows.length)));
  const chance = shuffled.reduce((sum, value) => sum + value, 0) / SHUFFLES;
  const squares = shuffled.reduce((sum, value) => sum + (value - chance) * (value - chance), 0);
  return {
    score: rate(Int32Array.from(rows.keys())),
    chance,
    deviation: Math.sqrt(squares / (SHUFFLES - 1)),
    ties: tiedShare(inputs, rows, nearest),
  };
}

/** Sequences and pictures have no near neighbours: what decides may stand at any position. */
const UNKNOWN: NeighbourScore = {
  score: Number.NaN,
  chance: Number.NaN,
  deviation: Number.NaN,
  ties: Number.NaN,
};

type Rate = (order: ArrayLike<number>) => number;

function agreement(y: Int32Array, rows: readonly number[], nearest: Int32Array): Rate {
  return order => {
    let same = 0;
    for (let i = 0; i < rows.length; i++) {
      if (y[rows[order[i]]] === y[rows[order[nearest[i]]]]) same++;
    }
    return same / rows.length;
  };
}

function closeness(data: AnyDataset, rows: readonly number[], nearest: Int32Array): Rate {
  const apart = apartness(data);
  const typical = typicalApartness(data, rows);
  return order => {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += apart(rows[order[i]], rows[order[nearest[i]]]);
    return typical === 0 ? 0 : 1 - sum / rows.length / typical;
  };
}

/** The distance between the targets of two rows; 0 or 1 for classes. */
export function apartness(data: AnyDataset): (a: number, b: number) => number {
  if (!isRegression(data)) return (a, b) => (data.y[a] === data.y[b] ? 0 : 1);
  const { targets, outputs } = data;
  return (a, b) => {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += Math.abs(targets[a * outputs + k] - targets[b * outputs + k]);
    return sum;
  };
}

/** The mean distance between the targets of any two rows. */
export function typicalApartness(data: AnyDataset, rows: readonly number[]): number {
  const apart = apartness(data);
  let all = 0;
  for (const a of rows) for (const b of rows) all += apart(a, b);
  return all / (rows.length * rows.length);
}

/** Rows evenly spread over the data. */
export function chosenRows(samples: number): number[] {
  const count = Math.min(samples, MOST_ROWS);
  return Array.from({ length: count }, (_, i) => Math.floor((i * samples) / count));
}

/** Distances that differ by less than rounding are equal. */
const EQUALLY_FAR = 1e-9;

function tiedShare({ X, features }: Inputs, rows: readonly number[], nearest: Int32Array): number {
  const squaredDistance = (a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k < features; k++) {
      const difference = X[a * features + k] - X[b * features + k];
      sum += difference * difference;
    }
    return sum;
  };
  const isTied = (a: number, i: number) => {
    const least = squaredDistance(a, rows[nearest[i]]);
    if (least === 0) return false;
    const bound = least * (1 + EQUALLY_FAR);
    return rows.some((b, j) => j !== i && j !== nearest[i] && squaredDistance(a, b) <= bound);
  };
  return rows.filter(isTied).length / rows.length;
}

/** The index in `rows` of each row's nearest other row. */
export function nearestOf({ X, features }: Inputs, rows: readonly number[]): Int32Array {
  return Int32Array.from(rows, (a, i) => {
    let [best, least] = [i, Number.POSITIVE_INFINITY];
    for (const [j, b] of rows.entries()) {
      let distance = 0;
      for (let k = 0; k < features && distance < least; k++) {
        const difference = X[a * features + k] - X[b * features + k];
        distance += difference * difference;
      }
      if (j !== i && distance < least) [best, least] = [j, distance];
    }
    return best;
  });
}

/**
 * Whether nearest neighbours predict the targets no better than chance. Neighbours that are reliably wrong,
 * as for parity, predict as well as those that are right. The test says nothing if there are so few rows that
 * even a perfect score would be chance, or if rows have many nearest neighbours.
 */
export function isMismatch({ score, chance, deviation, ties }: NeighbourScore): boolean {
  const limit = thresholds.neighbours.value * deviation;
  return 1 - chance > limit && ties <= thresholds.ties.value && Math.abs(score - chance) < limit;
}
