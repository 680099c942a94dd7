/** Sums over targets `[samples, columns]`, for the loss of the best constant answer to all that were seen so far. */
export class ConstantAnswer {
  private readonly kind: string | null;
  private samples = 0;
  private sums: number[] = [];
  private squares: number[] = [];
  /** |t − median of its batch|. */
  private distances: number[] = [];

  constructor(kind: string | null) {
    this.kind = kind;
  }

  /**
   * Adds a batch and returns the findings so far.
   *
   * @param targets `[samples, columns]` in rows; classes as one-hot vectors if the loss is `cross_entropy`
   * @returns `best_constant`, in the loss's unit, for known losses; `classes`, shares that sum to 1
   */
  add(targets: ArrayLike<number>, columns: number): { best_constant?: number; classes?: number[] } {
    const samples = targets.length / columns;
    if (columns !== this.sums.length) this.begin(columns);
    this.samples += samples;
    for (let c = 0; c < columns; c++) {
      const column = Array.from({ length: samples }, (_, r) => targets[r * columns + c]);
      const middle = this.kind === 'l1_loss' ? medianOf(column) : 0;
      for (const t of column) {
        this.sums[c] += t;
        this.squares[c] += t * t;
        this.distances[c] += Math.abs(t - middle);
      }
    }
    return this.answer();
  }

  private begin(columns: number): void {
    this.samples = 0;
    this.sums = new Array(columns).fill(0);
    this.squares = new Array(columns).fill(0);
    this.distances = new Array(columns).fill(0);
  }

  private answer(): { best_constant?: number; classes?: number[] } {
    const n = this.samples;
    const means = this.sums.map(sum => sum / n);
    switch (this.kind) {
      case 'cross_entropy': {
        const best_constant = -sumOf(means.map(timesLog));
        return means.length <= MOST_CLASSES ? { best_constant, classes: means } : { best_constant };
      }
      case 'mse_loss':
        return { best_constant: meanOf(means.map((m, c) => Math.max(0, this.squares[c] / n - m * m))) };
      case 'l1_loss':
        return { best_constant: meanOf(this.distances.map(sum => sum / n)) };
      case 'binary_cross_entropy':
        return { best_constant: -meanOf(means.map(p => timesLog(p) + timesLog(1 - p))) };
      default:
        return {};
    }
  }
}

/** With more classes the shares are not logged. */
const MOST_CLASSES = 100;

/** Rows of classes by number as one-hot rows of so many columns. */
export function oneHot(classes: ArrayLike<number>, columns: number): Float64Array {
  const rows = new Float64Array(classes.length * columns);
  for (let i = 0; i < classes.length; i++) {
    const label = classes[i];
    if (label >= 0 && label < columns) rows[i * columns + Math.floor(label)] = 1;
  }
  return rows;
}

const timesLog = (p: number): number => (p > 0 ? p * Math.log(p) : 0);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[(sorted.length - 1) >> 1];
}
