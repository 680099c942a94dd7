/** The possible faults of a network. */
export const SYMPTOM_KINDS = [
  'derivative',
  'precision',
  'accumulating',
  'imbalanced',
  'mismatch',
  'badlyScaled',
  'targetScale',
  'output',
  'symmetric',
  'dead',
  'saturated',
  'exploding',
  'vanishing',
  'diverged',
  'oscillating',
  'underflow',
  'collapsed',
  'stalled',
] as const;

export type SymptomKind = (typeof SYMPTOM_KINDS)[number];

/** One fault. */
export interface Symptom {
  readonly kind: SymptomKind;
  /** For a signal that vanishes or explodes: over depth or over time. */
  readonly axis?: 'depth' | 'time';
  /** If over time: the first and the last time step, 1 … T. */
  readonly timeSteps?: readonly [first: number, last: number];
  /** The first and the last affected layer, 1 … L; null if the symptom does not concern particular layers. */
  readonly layers: readonly [first: number, last: number] | null;
  /** The first recorded step at which it was seen. */
  readonly step: number;
  /** 0 … 1: how far beyond the ordinary. */
  readonly severity: number;
  /** The numbers that it is based on, by name. */
  readonly evidence: Readonly<Record<string, number>>;
}
