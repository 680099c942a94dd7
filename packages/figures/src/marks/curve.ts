/** The horizontal quantity of a curve's points, in words. */
export interface Positions {
  readonly one: string;
  readonly many: string;
}

export const atSteps: Positions = { one: 'step', many: 'recorded steps' };
export const atLayers: Positions = { one: 'layer', many: 'layers' };
export const atPositions: Positions = { one: 'position', many: 'positions' };

/** One curve, by default over training steps. */
export interface Curve {
  /** Its name at the start of a sentence. */
  readonly name: string;
  /** Its name at its end; empty if a key names it. */
  readonly label: string;
  readonly color: string;
  /** Colour of the label if the curve's own is too faint to read. */
  readonly labelColor?: string;
  /** Dashes and gaps in px; solid by default. */
  readonly dash?: string | undefined;
  /** Whether to mark each point, for example if there are few. */
  readonly dots?: boolean;
  /** `[n]`, rising: the training steps, or other horizontal positions. */
  readonly step: ArrayLike<number>;
  /** `[n]` */
  readonly value: ArrayLike<number>;
}

/** Exactly 0, of either sign: a logarithmic axis cannot place it. */
export const isZero = (value: number): boolean => value === 0;

/** NaN or ±Inf: no axis can place it. */
export const isBroken = (value: number): boolean => !Number.isFinite(value);
