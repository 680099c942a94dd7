/** Numbers that decide of runs made elsewhere, beside those of `thresholds.ts`. `docs/importing.md` shows this table. */
export const logThresholds = {
  signalLostUnseen: {
    value: 1000,
    reason:
      'Times the first layers’ gradient lies below the last ones’ where shapes are not logged, so that there is no reference: layers of different shapes and kinds that train differ by up to a hundred.',
  },
  trend: {
    value: 0.7,
    reason:
      'Correlation of the gradient’s logarithm with the layer that such a loss must have: what vanishes does so from layer to layer, and one small layer among others is none.',
  },
  unseenLoss: {
    value: 10,
    reason:
      'Times larger every loss or gain of the gradient must be where no loss is logged: whether it trains is not known then.',
  },
  flat: {
    value: 0.05,
    reason: 'Share of the first loss that a run has to lose, or of the errors, to count as going anywhere.',
  },
  fewestSteps: {
    value: 50,
    reason: 'Steps that a log has to cover before a flat loss says anything.',
  },
  accurate: {
    value: 0.9,
    reason: 'Accuracy from which on a flat loss is a finished training, not a failed one.',
  },
  zeros: {
    value: 0.9,
    reason:
      'Share of a hidden layer’s gradient that is exactly 0, beyond which most of its units are off: half off is ordinary, and features that are 0 add to that.',
  },
  swingOfStart: {
    value: 0.5,
    reason:
      'Median change of the loss from one logged step to the next, against the first loss: mini-batches make less, however rarely it is logged.',
  },
  tiny: {
    value: 1e-20,
    reason:
      'A gradient below this above one that is exactly 0 was on its way to 0: underflow. Above a larger one it is dead units that end it.',
  },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;
