/** An axis of a map: the setting that varies along it. */
export interface MapAxis {
  readonly name: string;
  /** Numbers, rising, evenly spaced on the scale; of a list any, in its order. */
  readonly values: readonly (number | string)[];
  readonly scale: 'linear' | 'log' | 'list';
}

/** The result of one network. `RunSummary` of the library is one. */
export interface MapCell {
  readonly loss: number;
  readonly accuracy: number;
  /** The loss of step 0, and the mean of the last 20 steps. */
  readonly firstLoss: number;
  readonly lastLoss: number;
  readonly firstGradient: number;
  readonly stepsToTarget: number | null;
  readonly divergedAt: number | null;
  /** Whether it ended without a result, for example out of time: then the numbers say nothing. */
  readonly failed?: boolean;
  /**
   * The first symptom of its diagnosis; null if it is healthy, undefined if unknown. Only a map of symptoms
   * needs it.
   */
  readonly symptom?: string | null;
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
