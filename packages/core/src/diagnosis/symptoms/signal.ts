import { log } from '../../engine/math/log.ts';
import type { Evidence, SignalEvidence } from '../evidence.ts';
import { layerRange, rangeWhere } from '../layerRange.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** A signal that is lost on its way to the first layer, beyond what reference starts of these widths lose. */
export function vanishing(evidence: Evidence): Symptom[] {
  const { totalFactor, totalReference, signal } = evidence;
  const below = totalReference.low - totalFactor;
  if (!(below > log(thresholds.signalLost.value))) return [];
  const layers = layerRange(signal.map(layer => -gainOf(layer)));
  return [signalSymptom('vanishing', evidence, layers, below)];
}

/** A signal, or outputs, that grow from layer to layer, beyond reference starts. */
export function exploding(evidence: Evidence): Symptom[] {
  const { totalFactor, totalReference, signal, startLoss, baseline } = evidence;
  const above = totalFactor - totalReference.high;
  const loss = startLoss / baseline.loss;
  if (!(above > log(thresholds.signalGained.value) || loss > thresholds.startLoss.value)) return [];
  if (signal.length === 0) return [];
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
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    kind,
    layers,
    step: 0,
    severity: Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1,
    evidence: {
      lnFirstOverLast: totalFactor,
      lnReferenceLow: totalReference.low,
      lnReferenceHigh: totalReference.high,
      lnFactor: mean(within.map(({ factor }) => log(factor))),
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
