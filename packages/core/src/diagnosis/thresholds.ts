/** A number that decides, and why it is what it is. */
interface Threshold {
  readonly value: number;
  readonly reason: string;
}

/**
 * Every number of the diagnosis that is not computed from the experiment itself. `docs/diagnosis.md` shows this table.
 *
 * None of them makes a symptom alone: a network that learns what a reference network learns has none.
 */
export const thresholds = {
  learned: {
    value: 0.5,
    reason:
      'A network trains when it learns half of what the better of two reference networks learns in as many steps: less is a fault, more a matter of tuning.',
  },
  window: {
    value: 0.2,
    reason: 'Loss and accuracy are medians over this last share of the steps: one lucky step is no success.',
  },
  lookAhead: {
    value: 20,
    reason:
      'Times the steps made that the fall of the loss is followed on, where the experiment has more: farther no line holds.',
  },
  signalLost: {
    value: 10,
    reason:
      'Times the signal of layer 1 lies below the reference starts: the first layer then needs ten times the step of the last.',
  },
  signalGained: {
    value: 30,
    reason:
      'Times it lies above: the step that suits the last layer is thirty times too large for the first.',
  },
  startLoss: {
    value: 10,
    reason:
      'Times the loss of the best constant answer: outputs that large were made by the start, not learned.',
  },
  layerShare: {
    value: 0.3,
    reason:
      'A layer belongs to the range of a loss or gain where it has at least this share of the worst layer’s, so that the range is where it happens.',
  },
  saturated: {
    value: 0.5,
    reason:
      'Share of a layer’s values without slope: beyond one half, most of what should flow through the layer does not.',
  },
  dead: {
    value: 0.5,
    reason:
      'Share of a layer’s units that are off on all data, beyond that of the reference start: one half of the width is lost, and single dead units are ordinary.',
  },
  underflow: {
    value: 0.5,
    reason:
      'Share of a layer’s gradient entries that a format rounds to 0: beyond one half, most of the layer does not learn.',
  },
  risen: {
    value: 3,
    reason:
      'Times the larger of the first loss and the best constant answer’s: a loss that ends there has run away, though it is finite.',
  },
  swing: {
    value: 0.1,
    reason:
      'Median change of the loss from a step to the next, against the best constant answer’s loss: more than mini-batches make, and no descent.',
  },
  swingOfReference: {
    value: 5,
    reason: 'Times the same of the reference network, whose mini-batches are of the same size.',
  },
  moved: {
    value: 0.05,
    reason:
      'How far weights went from their start, against their size: a layer that turned by less than 3 degrees is the layer that was drawn.',
  },
  alike: {
    value: 6,
    reason:
      'Digits in which the weights of two units agree that count as alike: rounding differs beyond them, any random start before.',
  },
  inputScale: {
    value: 10,
    reason:
      'Times a root mean square of inputs or targets is above or below 1, or a mean above the deviation: initializers and step sizes are made for about 1.',
  },
  featureSpread: {
    value: 30,
    reason:
      'Times the largest feature’s deviation exceeds the smallest’s: a step that suits one does not suit the other.',
  },
  mends: {
    value: 0.2,
    reason:
      'Share of what there is that a network learns more once its inputs or targets are standardized, from which on their size is a fault: much data is out of scale and does no harm.',
  },
  able: {
    value: 0.1,
    reason:
      'Share of what there is that a reference network has to learn to be a measure for others: one that learned less says nothing.',
  },
  ties: {
    value: 0.5,
    reason:
      'Share of rows with several nearest neighbours equally far away, as of bits, beyond which it is chance which of them is asked.',
  },
  neighbours: {
    value: 3,
    reason:
      'Standard deviations by which nearest neighbours must predict the targets better, or worse, than shuffled ones: below, inputs say nothing of the targets.',
  },
  causePart: {
    value: 0.2,
    reason:
      'Share of the signal’s loss or gain that slopes or weights must have to be named as its cause: less does not decide.',
  },
  ofDepth: {
    value: 2,
    reason:
      'Times that layers lose or gain in the mean, below which their number is named too: each alone would do no harm.',
  },
  cured: {
    value: 0.8,
    reason:
      'Share of what the reference learns that a network has to learn under a remedy: clearly more than where a fault begins.',
  },
  proven: {
    value: 0.8,
    reason:
      'Share of all its runs in which a proven remedy trains, the run of the experiment’s own seed among them.',
  },
  overfit: {
    value: 0.1,
    reason:
      'Share by which the loss on held-out rows must end above its best, while the training loss does not rise, to be called overfitting: less is no reason to stop.',
  },
  overfitOfStart: {
    value: 0.02,
    reason:
      'Share of its first value that it must rise besides: a loss that is next to nothing may double and still be next to nothing.',
  },
  overfitNoise: {
    value: 5,
    reason:
      'Standard deviations of its own noise that it must rise besides: the lowest of some hundred noisy values lies up to 4 below their mean.',
  },
} as const satisfies Record<string, Threshold>;
