/** What can be wrong with a network. */
export const SYMPTOM_KINDS = [
  'mismatch',
  'badlyScaled',
  'targetScale',
  'symmetric',
  'dead',
  'saturated',
  'exploding',
  'vanishing',
  'diverged',
  'oscillating',
  'underflow',
  'stalled',
] as const;

export type SymptomKind = (typeof SYMPTOM_KINDS)[number];

/** One thing that is wrong. */
export interface Symptom {
  readonly kind: SymptomKind;
  /** From the first to the last layer where it is, 1 … L; null where it is not of some layers. */
  readonly layers: readonly [first: number, last: number] | null;
  /** The first recorded step at which it was seen. */
  readonly step: number;
  /** 0 … 1: how far beyond what is ordinary. */
  readonly severity: number;
  /** The numbers it is told from, by name. */
  readonly evidence: Readonly<Record<string, number>>;
}
