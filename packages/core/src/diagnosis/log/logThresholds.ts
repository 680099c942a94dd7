/** Numbers that decide of runs made elsewhere, beside those of `thresholds.ts`. `docs/importing.md` shows this table. */
export const logThresholds = {
  signalLostUnseen: {
    value: 1000,
    reason:
      'Times the first layers’ gradient lies below the last ones’ where shapes are not logged, so that there is no reference: layers of different shapes and kinds that train differ by up to a hundred.',
  },
  signalOfUnits: {
    value: 100,
    reason:
      'Times the signal at the first layer’s units lies below, or above, the reference: PyTorch’s default start loses two thirds of it a layer, and trains at a few layers.',
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
  hugeLoss: {
    value: 1000,
    reason:
      'A loss above it at the start and at the end is of targets far from size 1: errors of 30 and more.',
  },
  jumpOfHuge: {
    value: 0.05,
    reason:
      'Times a huge loss that it must change from row to row, if it falls: large errors of a batch differ that much, sums over many outputs do not.',
  },
  atChance: {
    value: 0.1,
    reason: 'Share of the errors of guessing that is gone below which an accuracy is at chance.',
  },
  persistent: {
    value: 0.5,
    reason: 'Share of the later rows in which units must be off or flat: single rows of a batch say little.',
  },
  fromOutside: {
    value: 0.05,
    reason:
      'Share of the range of the targets that must lie where an output cannot reach: rounding does not.',
  },
  silentOutputs: {
    value: 0.8,
    reason:
      'Share of the gradient of several outputs’ layer that is exactly 0 beyond which an activation holds the outputs off: units that are off below make zeros too, but hardly as many.',
  },
  alikeUnits: {
    value: 1e-3,
    reason: 'Spread of a layer’s units against the size of its weights below which all start alike.',
  },
  sameAnswers: {
    value: 0.01,
    reason:
      'Deviation of the answers over a batch, against that of the targets, below which all are the same.',
  },
  lostInTime: {
    value: 1000,
    reason:
      'Times the gradient at the first time steps lies below, or above, that at the last: what is far in the past has no say.',
  },
  grownBefore: {
    value: 1000,
    reason:
      'Times the gradient’s norm must have grown before a number broke for that to be divergence and not a derivative or a format.',
  },
  gameWon: {
    value: 0.05,
    reason: 'Share of its first loss below which one of two players has won.',
  },
  noisy: {
    value: 1,
    reason:
      'Times the change of the loss from row to row exceeds what it lost in all: it is at its floor if the weights have moved.',
  },
  weightsMoved: {
    value: 0.1,
    reason: 'Change of a layer’s weight norm, as a share, from which on its weights have moved.',
  },
  tiny: {
    value: 1e-20,
    reason:
      'A gradient below this above one that is exactly 0 was on its way to 0: underflow. Above a larger one it is dead units that end it.',
  },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;
