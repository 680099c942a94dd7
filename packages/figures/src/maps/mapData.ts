import type { RunSummary } from 'gradscope';

/** An axis of a map: the setting that varies along it. */
export interface MapAxis {
  readonly name: string;
  /** Numbers, rising, evenly spaced on the scale; of a list any, in its order. */
  readonly values: readonly (number | string)[];
  readonly scale: 'linear' | 'log' | 'list';
}

/** What a map needs of a run's results, by the names of `RunSummary`. */
export const CELL_NUMBERS = ['loss', 'accuracy', 'firstLoss', 'lastLoss', 'firstGradient'] as const;
export const CELL_STEPS = ['stepsToTarget', 'divergedAt'] as const;
export type CellColumn = (typeof CELL_NUMBERS)[number] | (typeof CELL_STEPS)[number];

/** The result of one network. `RunSummary` of the library is one. */
export interface MapCell extends Pick<RunSummary, CellColumn> {
  /** Whether it ended without a result, for example out of time: then the numbers say nothing. */
  readonly failed?: boolean;
  /**
   * The first symptom of its diagnosis; null if it is healthy, undefined if unknown. Only a map of symptoms
   * needs it.
   */
  readonly symptom?: string | null;
}

/** The cell of a stored run, whose unknown numbers are null. */
export function storedCell(status: string, value: (column: CellColumn) => number | null): MapCell {
  const failed = status === 'failed' || status === 'timeout';
  return {
    ...(Object.fromEntries([
      ...CELL_NUMBERS.map(name => [name, value(name) ?? Number.NaN]),
      ...CELL_STEPS.map(name => [name, value(name)]),
    ]) as Pick<RunSummary, CellColumn>),
    ...(failed && { failed }),
  };
}

/** Networks over two axes. */
export interface TrainabilityMap {
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** `[ny · nx]`: cell `j · nx + i` has `x.values[i]` and `y.values[j]`; undefined if it was not run. */
  readonly cells: readonly (MapCell | undefined)[];
}

/** The quantities for colouring a map. */
export type MapMeasureName = 'loss' | 'progress' | 'accuracy' | 'firstGradient' | 'stepsToTarget' | 'symptom';

interface NumberMeasure {
  readonly label: string;
  readonly scale: 'log' | 'linear';
  /** NaN if there is no value. */
  readonly of: (cell: MapCell) => number;
  /** The largest end of a scale of colours: values beyond it do not differ in any way that matters. */
  readonly top?: number;
  /** The name of a cell without a value that did not diverge. */
  readonly none: string;
}

/** The measures that are numbers. */
export const mapMeasures: Readonly<Record<Exclude<MapMeasureName, 'symptom'>, NumberMeasure>> = {
  loss: { label: 'final loss', scale: 'log', of: ({ loss }) => loss, none: 'loss 0' },
  progress: {
    label: 'last losses / first loss',
    scale: 'log',
    of: ({ firstLoss, lastLoss }) => lastLoss / firstLoss,
    top: 1,
    none: 'no ratio',
  },
  accuracy: {
    label: 'accuracy',
    scale: 'linear',
    of: ({ accuracy }) => accuracy,
    none: 'no accuracy',
  },
  firstGradient: {
    label: '‖∂loss/∂W¹‖ at the last step',
    scale: 'log',
    of: ({ firstGradient }) => firstGradient,
    none: 'gradient 0',
  },
  stepsToTarget: {
    label: 'steps to the target loss',
    scale: 'log',
    // Step 0 is the first, and has a place on a logarithmic scale as that.
    of: ({ stepsToTarget }) => (stepsToTarget === null ? Number.NaN : stepsToTarget + 1),
    none: 'never',
  },
};

/** @throws RangeError if cells and axes do not fit together, or there is nothing to draw */
export function requireMap({ x, y, cells }: TrainabilityMap): void {
  for (const [key, { values, scale }] of Object.entries({ x, y })) {
    if (values.length === 0) throw new RangeError(`map.${key}.values: expected at least one value, got none`);
    if (scale === 'list') continue;
    const wrong = values.find(value => !(typeof value === 'number' && (scale === 'linear' || value > 0)));
    if (wrong !== undefined) {
      const rule = scale === 'log' ? 'numbers above 0' : 'numbers';
      throw new RangeError(`map.${key}.values: expected ${rule} on a ${scale} scale, got ${wrong}`);
    }
  }
  const expected = x.values.length * y.values.length;
  if (cells.length !== expected)
    throw new RangeError(
      `map.cells: expected ${expected} for ${x.values.length} × ${y.values.length}, got ${cells.length}`,
    );
}
