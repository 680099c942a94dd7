import { log } from '../../engine/math/log.ts';
import type { Evidence, SignalEvidence } from '../evidence.ts';
import { layerRange, rangeWhere } from '../layerRange.ts';
import { mean } from '../mean.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** The quantities that show whether a signal is lost or gained on its way through a network. */
export type SignalAtStart = Pick<Evidence, 'totalFactor' | 'totalReference' | 'startLoss' | 'baseline'>;

/**
 * By how much, as ln, a signal is lost on its way to the first layer beyond the loss in reference starts of
 * these widths.
 */
const belowReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalReference.low - totalFactor;

const aboveReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalFactor - totalReference.high;

export function losesSignal(start: SignalAtStart): boolean {
  return belowReference(start) > log(thresholds.signalLost.value);
}

/** Whether the signal or the outputs are too large. */
export function gainsSignal(start: SignalAtStart): boolean {
  const { startLoss, baseline } = start;
  return (
    aboveReference(start) > log(thresholds.signalGained.value) ||
    startLoss / baseline.loss > thresholds.startLoss.value
  );
}

/** A signal lost on its way to the first layer, beyond the loss in reference starts of these widths. */
export function vanishing(evidence: Evidence): Symptom[] {
  const { signal } = evidence;
  const below = belowReference(evidence);
  if (!losesSignal(evidence)) return [];
  const layers = layerRange(signal.map(layer => -gainOf(layer)));
  return [signalSymptom('vanishing', evidence, layers, below)];
}

/** A signal, or outputs, that grow from layer to layer, beyond reference starts. */
export function exploding(evidence: Evidence): Symptom[] {
  const { signal, startLoss, baseline } = evidence;
  if (!gainsSignal(evidence) || signal.length === 0) return [];
  const [above, loss] = [aboveReference(evidence), startLoss / baseline.loss];
  const layers = layerRange(signal.map(gainOf));
  return [signalSymptom('exploding', evidence, layers, Math.max(above, log(loss)))];
}

/** ln of a layer's effect on the signal, beyond that in reference starts; if no signal arrives, by theory. */
function gainOf({ gain, predicted, reference }: SignalEvidence): number {
  const own = gain.slope * gain.weights;
  return log(Number.isNaN(own) ? predicted : own) - Math.min(0, reference.mean);
}

function signalSymptom(
  kind: 'vanishing' | 'exploding',
  { signal, totalFactor, totalReference, startLoss, baseline }: Evidence,
  layers: [number, number],
  excess: number,
): Symptom {
  const within = signal.slice(layers[0] - 1, layers[1]);
  return {
    kind,
    axis: 'depth',
    layers,
    step: 0,
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

/** Layers in which most gradient entries are 0 only because the format has no number as small. */
export function underflow({ underflow: { lost } }: Evidence): Symptom[] {
  const layers = rangeWhere(lost, share => share > thresholds.underflow.value);
  if (!layers) return [];
  const largestShare = Math.max(...lost);
  return [{ kind: 'underflow', layers, step: 0, severity: largestShare, evidence: { largestShare } }];
}
