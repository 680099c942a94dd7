/** What can be wrong with a network. */
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

/** One thing that is wrong. */
export interface Symptom {
  readonly kind: SymptomKind;
  /** Of a signal that vanishes or explodes, over what it does. */
  readonly axis?: 'depth' | 'time';
  /** Of one that does so over time: from the first to the last time step, 1 … T. */
  readonly timeSteps?: readonly [first: number, last: number];
  /** From the first to the last layer where it is, 1 … L; null where it is not of some layers. */
  readonly layers: readonly [first: number, last: number] | null;
  /** The first recorded step at which it was seen. */
  readonly step: number;
  /** 0 … 1: how far beyond what is ordinary. */
  readonly severity: number;
  /** The numbers it is told from, by name. */
  readonly evidence: Readonly<Record<string, number>>;
}
