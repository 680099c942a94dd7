/** A threshold and the reason for its value. */
interface Threshold {
  readonly value: number;
  readonly reason: string;
}

/**
 * Every number of the diagnosis that is not computed from the experiment itself. `docs/diagnosis.md` shows
 * this table.
 *
 * None of them makes a symptom alone: a network that learns what a reference network learns has no symptom.
 */
export const thresholds = {
  learned: {
    value: 0.5,
    reason:
      'A network trains if it learns half of what the better of two reference networks learns in as many steps: less is a fault, more is a matter of tuning.',
  },
  window: {
    value: 0.2,
    reason: 'Loss and accuracy are medians over this last share of the steps: one lucky step is no success.',
  },
  lookAhead: {
    value: 20,
    reason:
      'Times the steps made over which the falling loss is extrapolated, if the experiment has that many: no line holds further.',
  },
  signalLost: {
    value: 10,
    reason:
      'Factor by which the signal of layer 1 lies below the reference starts: the first layer then needs ten times the step of the last.',
  },
  lostInTime: {
    value: 100,
    reason:
      'Factor by which a signal shrinks from the last position to the first: what stands there then weighs a hundredth of what stands last.',
  },
  gainedInTime: {
    value: 100,
    reason: 'Factor by which it grows: one step then moves what is far back a hundred times too far.',
  },
  signalGained: {
    value: 30,
    reason:
      'Factor by which it lies above: the step that suits the last layer is thirty times too large for the first.',
  },
  startLoss: {
    value: 10,
    reason:
      'Multiple of the best constant answer’s loss, or that of 0 if it is more: outputs that large come from the start, not from learning.',
  },
  layerShare: {
    value: 0.3,
    reason:
      'A layer belongs to the range of a loss or gain if it has at least this share of the worst layer’s, so that the range is where it happens.',
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
  tokensAlike: {
    value: 0.01,
    reason:
      'Distance of a sample’s positions from their mean, relative to their size, below which attention has made them alike: what differs is then a hundredth of what is common.',
  },
  narrowAttention: {
    value: 0.4,
    reason:
      'Share of the entropy of even attention below which a head looks at few positions before it has learned where to look: ordinary starts have 0.7 and more, and the softmax has little slope.',
  },
  underflow: {
    value: 0.5,
    reason:
      'Share of a layer’s gradient entries that a format rounds to 0: beyond one half, most of the layer does not learn.',
  },
  risen: {
    value: 3,
    reason:
      'Multiple of the larger of the first loss and the best constant answer’s: a loss that ends there has run away, though it is finite.',
  },
  swing: {
    value: 0.1,
    reason:
      'Median change of the loss from one step to the next, and by a step on rows that stay the same, relative to the best constant answer’s loss: mini-batches alone change only the first, and it is no descent.',
  },
  swingOfReference: {
    value: 5,
    reason: 'Multiple of the same change in the reference network, whose mini-batches have the same size.',
  },
  moved: {
    value: 0.05,
    reason:
      'Distance of weights from their start, relative to their size: a layer that turned by less than 3 degrees is still the layer that was drawn.',
  },
  alike: {
    value: 6,
    reason:
      'Digits to which the weights of two units must agree to count as alike: rounding differs beyond them, any random start before.',
  },
  inputScale: {
    value: 10,
    reason:
      'Factor by which a root mean square of inputs or targets is above or below 1, or a mean above the deviation: initializers and step sizes are made for about 1.',
  },
  featureSpread: {
    value: 30,
    reason:
      'Factor by which the largest feature’s deviation exceeds the smallest’s: a step that suits one does not suit the other.',
  },
  mends: {
    value: 0.2,
    reason:
      'How much more of what can be learned a network must learn once its inputs or targets are standardized for their scale to be a fault: much data is out of scale and does no harm.',
  },
  able: {
    value: 0.1,
    reason:
      'Share of what can be learned that a reference network must learn to be a standard for others: one that learned less says nothing.',
  },
  ties: {
    value: 0.5,
    reason:
      'Share of rows with several equally near neighbours (as in binary data) beyond which the choice of neighbour is chance.',
  },
  neighbours: {
    value: 3,
    reason:
      'Standard deviations by which nearest neighbours must predict the targets better, or worse, than shuffled ones: below this, inputs say nothing about the targets.',
  },
  causePart: {
    value: 0.2,
    reason:
      'Share of the signal’s loss or gain that slopes or weights must have to be named as its cause: less does not decide.',
  },
  ofDepth: {
    value: 2,
    reason:
      'Mean factor that a layer loses or gains below which the number of layers is named too: each alone would do no harm.',
  },
  cured: {
    value: 0.8,
    reason:
      'Share of what the reference learns that a network must learn under a remedy: clearly above the limit of a fault.',
  },
  proven: {
    value: 0.8,
    reason:
      'Share of all its runs in which a proven remedy trains, including the run with the experiment’s own seed.',
  },
  overfit: {
    value: 0.1,
    reason:
      'Share by which the loss on held-out rows must end above its best, while the training loss does not rise, to count as overfitting: less is no reason to stop.',
  },
  overfitOfStart: {
    value: 0.02,
    reason:
      'Share of its first value by which it must also rise: a loss near zero may double and still be near zero.',
  },
  overfitNoise: {
    value: 5,
    reason:
      'Standard deviations of its own noise by which it must also rise: the lowest of some hundred noisy values lies up to 4 below their mean.',
  },
} as const satisfies Record<string, Threshold>;
