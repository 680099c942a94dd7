/**
 * Thresholds for imported runs, in addition to those of `thresholds.ts`. `docs/importing.md` shows this
 * table.
 */
export const logThresholds = {
  neighbourFeatures: {
    value: 64,
    reason:
      'Features of an input beyond which its nearest neighbours say nothing: distances between random samples of many features are all about the same.',
  },
  signalLostUnseen: {
    value: 1000,
    reason:
      'Factor by which the first layers’ gradient lies below the last ones’ if shapes are not logged, so that there is no reference: layers of different shapes and kinds that train differ by up to a hundred.',
  },
  signalOfUnits: {
    value: 100,
    reason:
      'Factor by which the signal at the first layer’s units lies below, or above, the reference: PyTorch’s default start loses two thirds of it per layer, and trains with a few layers.',
  },
  trend: {
    value: 0.7,
    reason:
      'Correlation that such a loss must have between the gradient’s logarithm and the layer: a gradient vanishes from layer to layer, and one small layer among others is no vanishing.',
  },
  unseenLoss: {
    value: 10,
    reason:
      'Factor by which every loss or gain of the gradient must be larger if no loss is logged: it is then unknown whether the run trains.',
  },
  flat: {
    value: 0.05,
    reason: 'Share of the first loss, or of the errors, that a run must lose to count as learning anything.',
  },
  fewestSteps: {
    value: 50,
    reason: 'Steps that a log must cover before a flat loss means anything.',
  },
  accurate: {
    value: 0.9,
    reason: 'Accuracy above which a flat loss means that training is finished, not that it failed.',
  },
  zeros: {
    value: 0.9,
    reason:
      'Share of a hidden layer’s gradient that is exactly 0, beyond which most of its units are off: half off is ordinary, and features that are 0 add to that.',
  },
  swingOfStart: {
    value: 0.5,
    reason:
      'Median change of the loss from one logged step to the next, relative to the first loss: mini-batches cause less, however rarely it is logged.',
  },
  hugeLoss: {
    value: 1000,
    reason:
      'A loss above this at the start and at the end means targets far from size 1: errors of 30 and more.',
  },
  jumpOfHuge: {
    value: 0.05,
    reason:
      'Share of a huge loss by which it must change from row to row, if it falls: large errors of a batch vary that much, sums over many outputs do not.',
  },
  atChance: {
    value: 0.1,
    reason: 'Share of the errors of guessing that must be gone for an accuracy to be above chance.',
  },
  persistent: {
    value: 0.5,
    reason: 'Share of the later rows in which units must be off or flat: single rows of a batch say little.',
  },
  fromOutside: {
    value: 0.05,
    reason:
      'Share of the targets’ range that must lie where an output cannot reach: rounding cannot account for that much.',
  },
  silentOutputs: {
    value: 0.8,
    reason:
      'Share of exact zeros in the gradient of a layer of several outputs beyond which an activation holds the outputs off: units that are off below it cause zeros too, but hardly as many.',
  },
  alikeUnits: {
    value: 1e-3,
    reason:
      'Spread of a layer’s units relative to the size of its weights below which all units start alike.',
  },
  sameAnswers: {
    value: 0.01,
    reason:
      'Deviation of the answers over a batch, relative to that of the targets, below which all answers are the same.',
  },
  lostInTime: {
    value: 1000,
    reason:
      'Factor by which the gradient at the first time steps lies below, or above, that at the last: the distant past then has no say.',
  },
  grownBefore: {
    value: 1000,
    reason:
      'Factor by which the gradient’s norm must have grown before a number broke for this to be divergence and not a derivative or a number format.',
  },
  gameWon: {
    value: 0.05,
    reason: 'Share of its first loss below which one of two players has won.',
  },
  noisy: {
    value: 1,
    reason:
      'Factor by which the change of the loss from row to row exceeds its total decrease: if the weights have moved, it is at its floor.',
  },
  weightsMoved: {
    value: 0.1,
    reason: 'Relative change of a layer’s weight norm above which its weights have moved.',
  },
  tiny: {
    value: 1e-20,
    reason:
      'If the layer above one with an exactly zero gradient has a gradient below this, the zero is an underflow. If its gradient is larger, dead units end it.',
  },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;
