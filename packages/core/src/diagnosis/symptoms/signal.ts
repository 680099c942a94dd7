import { log } from '../../engine/math/log.ts';
import type { Evidence, SignalEvidence } from '../evidence.ts';
import { layerRange, rangeWhere } from '../layerRange.ts';
import { mean } from '../mean.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** What says whether a signal is lost or gained on its way through a network. */
export type SignalAtStart = Pick<Evidence, 'totalFactor' | 'totalReference' | 'startLoss' | 'baseline'>;

/** By how much, as ln, a signal is lost on its way to the first layer beyond what reference starts of these widths lose. */
const belowReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalReference.low - totalFactor;

const aboveReference = ({ totalFactor, totalReference }: SignalAtStart): number =>
  totalFactor - totalReference.high;

export function losesSignal(start: SignalAtStart): boolean {
  return belowReference(start) > log(thresholds.signalLost.value);
}

/** Of the signal, or of the outputs. */
export function gainsSignal(start: SignalAtStart): boolean {
  const { startLoss, baseline } = start;
  return (
    aboveReference(start) > log(thresholds.signalGained.value) ||
    startLoss / baseline.loss > thresholds.startLoss.value
  );
}

/** A signal that is lost on its way to the first layer, beyond what reference starts of these widths lose. */
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

/** ln of what a layer does to the signal that passes it, beyond what reference starts do; where none arrives, by theory. */
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
      // Below a layer that lets nothing pass there is no factor.
      lnFactor: mean(within.map(({ factor }) => log(factor)).filter(factor => !Number.isNaN(factor))),
      lnPredicted: mean(within.map(({ predicted }) => log(predicted))),
      lnReferenceFactor: mean(within.map(({ reference }) => reference.mean)),
      startLossOverBaseline: startLoss / baseline.loss,
    },
  };
}

/** Layers of which most gradient entries are 0 for no other reason than that the format has no number as small. */
export function underflow({ underflow: { lost } }: Evidence): Symptom[] {
  const layers = rangeWhere(lost, share => share > thresholds.underflow.value);
  if (!layers) return [];
  const largestShare = Math.max(...lost);
  return [{ kind: 'underflow', layers, step: 0, severity: largestShare, evidence: { largestShare } }];
}
