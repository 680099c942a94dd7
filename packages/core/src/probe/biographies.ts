import type { History } from './history.ts';

/** A period in the life of a hidden unit during which it was dead. */
export interface Death {
  /** 1 … L − 1. */
  readonly layer: number;
  /** 1 … the layer's width. */
  readonly unit: number;
  /** The recorded step at which it was first found dead. */
  readonly diedAt: number;
  /**
   * The recorded step before, at which it was alive: one of the updates since then killed it. Null if it was
   * dead at the first recorded step.
   */
  readonly aliveAt: number | null;
  /** The recorded step at which it was alive again; null if it never was. */
  readonly revivedAt: number | null;
}

/**
 * When hidden units died and came back, in the order of their deaths, from the series `unit_dead`.
 *
 * @param widths the widths of the hidden layers
 * @throws RangeError if the history does not have that series, or if the series has another number of units
 */
export function biographies({ step, series }: History, widths: readonly number[]): Death[] {
  const units = widths.flatMap((width, l) =>
    Array.from({ length: width }, (_, j) => ({ layer: l + 1, unit: j + 1 })),
  );
  const recorded = series.unit_dead;
  if (recorded?.columns !== units.length) {
    const got = recorded ? `${recorded.columns} units` : 'none';
    throw new RangeError(
      `history.series.unit_dead: expected ${units.length} units, got ${got}; record the probe "unit"`,
    );
  }
  const isDead = (row: number, column: number) => recorded.values[row * units.length + column] === 1;
  const deaths = units.flatMap((unit, column) => {
    const own: Death[] = [];
    for (let row = 0; row < step.length; row++) {
      if (!isDead(row, column) || (row > 0 && isDead(row - 1, column))) continue;
      let end = row;
      while (end < step.length && isDead(end, column)) end++;
      own.push({
        ...unit,
        diedAt: step[row],
        aliveAt: row > 0 ? step[row - 1] : null,
        revivedAt: end < step.length ? step[end] : null,
      });
    }
    return own;
  });
  return deaths.sort((a, b) => a.diedAt - b.diedAt);
}
