/** What the points of a curve stand at, in words. */
export interface Positions {
  readonly one: string;
  readonly many: string;
}

export const atSteps: Positions = { one: 'step', many: 'recorded steps' };
export const atLayers: Positions = { one: 'layer', many: 'layers' };

/** One curve, over training steps where nothing else is said. */
export interface Curve {
  /** Its name at the start of a sentence. */
  readonly name: string;
  /** Its name at its end; empty if a key names it. */
  readonly label: string;
  readonly color: string;
  /** Colour of the label where the curve's own is too faint to read. */
  readonly labelColor?: string;
  /** Dashes and gaps in px; solid by default. */
  readonly dash?: string | undefined;
  /** Whether each point is marked, as where they are few. */
  readonly dots?: boolean;
  /** `[n]`, rising: the training steps, or where else its points stand. */
  readonly step: ArrayLike<number>;
  /** `[n]` */
  readonly value: ArrayLike<number>;
}

/** Exactly 0, of either sign: what a logarithmic axis has no place for. */
export const isZero = (value: number): boolean => value === 0;

/** NaN or ±Inf: what no axis has a place for. */
export const isBroken = (value: number): boolean => !Number.isFinite(value);
