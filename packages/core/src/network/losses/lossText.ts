import type { LossKind } from './index.ts';

const TEXTS: Readonly<Record<LossKind, readonly [loss: string, ofValues: string, ofClasses: string]>> = {
  crossEntropy: ['mean cross-entropy', ', in nats', ', in nats'],
  binaryCrossEntropy: ['mean binary cross-entropy', ', in nats', ' of the outputs, in nats'],
  binaryCrossEntropyWithLogits: ['mean binary cross-entropy', ', in nats', ' of the outputs, in nats'],
  meanSquaredError: ['mean squared error', ', in squared units of the target', ' of the outputs'],
  meanAbsoluteError: ['mean absolute error', ', in units of the target', ' of the outputs'],
  huber: ['mean Huber loss', ', squared up to an error of 1', ' of the outputs'],
};

/** A loss with its unit, as in `mean cross-entropy, in nats`; `isOfValues` if the targets are values, not classes. */
export function lossText(loss: LossKind, isOfValues: boolean): string {
  const [name, ofValues, ofClasses] = TEXTS[loss];
  return name + (isOfValues ? ofValues : ofClasses);
}

/** The unit to write behind a loss; undefined if it depends on the targets. */
export const lossUnit = (loss: LossKind): string | undefined =>
  TEXTS[loss][1].endsWith('nats') ? 'nats' : undefined;
