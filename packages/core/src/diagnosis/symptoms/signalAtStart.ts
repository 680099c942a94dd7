import { exp } from '../../engine/math/exp.ts';
import { log } from '../../engine/math/log.ts';
import { countText } from '../../text/countText.ts';
import { ratioText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import { ordinaryStartLoss } from '../baseline.ts';
import type { Evidence, SignalEvidence } from '../evidence.ts';
import { mean } from '../mean.ts';
import { thresholds } from '../thresholds.ts';
import type { Found, Numbers } from './symptomRules.ts';

/** The quantities that show whether a signal is lost or gained on its way through a network. */
export type SignalAtStart = Pick<Evidence, 'totalFactor' | 'totalReference' | 'startLoss' | 'baseline'>;

/**
 * By how much, as ln, a signal is lost on its way to the first layer beyond the loss in reference starts of
 * these widths.
 */
export const belowReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalReference.low - totalFactor;

export const aboveReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalFactor - totalReference.high;

export function losesSignal(start: SignalAtStart): boolean {
  return belowReference(start) > log(thresholds.signalLost.value);
}

/** Whether the signal or the outputs are too large. */
export function gainsSignal(start: SignalAtStart): boolean {
  const { startLoss, baseline } = start;
  return (
    aboveReference(start) > log(thresholds.signalGained.value) ||
    startLoss / ordinaryStartLoss(baseline) > thresholds.startLoss.value
  );
}

/** ln of a layer's effect on the signal, beyond that in reference starts; if no signal arrives, by theory. */
export function gainOf({ gain, predicted, reference }: SignalEvidence): number {
  const own = gain.slope * gain.weights;
  return log(Number.isNaN(own) ? predicted : own) - Math.min(0, reference.mean);
}

export function signalFound(
  { signal, totalFactor, totalReference, startLoss, baseline }: Evidence,
  layers: [number, number],
  excess: number,
): Found {
  const within = signal.slice(layers[0] - 1, layers[1]);
  return {
    axis: 'depth',
    layers,
    severity: Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1,
    evidence: {
      lnFirstOverLast: totalFactor,
      lnReferenceLow: totalReference.low,
      lnReferenceHigh: totalReference.high,
      // Below a layer that blocks the signal there is no factor.
      lnFactor: mean(within.map(({ factor }) => log(factor)).filter(factor => !Number.isNaN(factor))),
      lnPredicted: mean(within.map(({ predicted }) => log(predicted))),
      lnReferenceFactor: mean(within.map(({ reference }) => reference.mean)),
      startLossOverBaseline: startLoss / baseline.loss,
    },
  };
}

export function signalText(numbers: Numbers): string {
  const { lnFactor, lnReferenceFactor, lnFirstOverLast, positions } = numbers;
  if (positions !== undefined) {
    return `of a signal at the last of ${countText(positions)} positions ${valueText(exp(lnFirstOverLast))} times as much is left at the first, a factor of ${valueText(exp(lnFactor))} per position`;
  }
  return (
    `a factor of ${valueText(exp(lnFactor))} per layer, but a network of these widths that trains shows ${valueText(exp(lnReferenceFactor))}; ` +
    `the first layer’s signal is ${ratioText(exp(lnFirstOverLast))} the last one’s`
  );
}
