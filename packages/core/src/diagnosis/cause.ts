/** Possible causes of a symptom, in words. */
export const CAUSES = {
  activationSlope: 'the slope of the activation',
  weightScale: 'the scale of the weights at the start',
  recurrence: 'what the recurrent layer passes on from one position to the one before',
  rank: 'attention that makes all positions alike, and nothing that passes it by',
  logits: 'scores of attention so large that each head looks at few positions',
  depth: 'the number of layers, each of which loses a little',
  equalUnits: 'weights that start equal',
  stepSize: 'the size of the steps',
  inputScale: 'the scale of the inputs',
  targetScale: 'the scale of the targets',
  duration: 'too few steps',
  targets: 'targets that do not depend on the inputs',
  output: 'the activation of the output',
  loss: 'the loss',
  precision: 'the precision of the numbers',
} as const;

export type CauseKind = keyof typeof CAUSES;

export interface Cause {
  readonly kind: CauseKind;
  /**
   * The part of the lost or gained signal that the ledger attributes to this cause; 1 if the symptom does not
   * concern the signal.
   */
  readonly part: number;
}
