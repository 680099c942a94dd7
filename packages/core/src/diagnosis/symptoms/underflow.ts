import type { ImportedRun } from '../../log/importedRun.ts';
import { percentText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { rangeWhere } from '../layerRange.ts';
import { early, runSeries } from '../log/columns.ts';
import { widthsOf } from '../log/gradientProfile.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { INIT, NORMALIZE } from '../log/suggestion.ts';
import { batch, init, residual } from '../remedies/networkRemedies.ts';
import { float64 } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { zeroBelow } from './loggedNumbers.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Layers in which most gradient entries are 0 only because the format has no number as small. */
export const underflow: SymptomRules = {
  cause: 'precision',
  inRuns: {
    // An optimizer that divides by the size of the gradient tolerates a small one, until the format cannot
    // represent it.
    found: {
      format: evidence => (evidence.underflow.onlyFormat ? inRun(evidence) : undefined),
      steps: inRun,
    },
    text: ({ largestShare }) =>
      `up to ${percentText(largestShare)} of a layer’s gradient entries are exactly 0, too small for the format`,
    remedies: [float64, init, batch, residual],
  },
  inLogs: {
    found: { format: belowFormat, steps: inLog },
    text: ({ highestLayerWithoutSignal }) =>
      `from layer ${highestLayerWithoutSignal} down the gradient is exactly 0, too small for the format`,
    suggestions: [{ text: 'compute in float32 or float64, or scale the loss' }, INIT, NORMALIZE],
  },
};

function inRun({ underflow: { lost } }: Evidence): Found | undefined {
  const layers = rangeWhere(lost, share => share > thresholds.underflow.value);
  const largestShare = Math.max(...lost);
  return layers && { layers, severity: largestShare, evidence: { largestShare } };
}

/** The smallest positive number of each format, subnormal ones included. */
const SMALLEST: Readonly<Record<string, number>> = {
  float16: 2 ** -24,
  bfloat16: 2 ** -133,
  float32: 2 ** -149,
};

/**
 * A gradient of the first layer that must be 0 in the run's format: weights so small that even the largest product, the norms of
 * input, weights and δ multiplied, lies below the format's smallest number. Holds for chains of layers without normalization,
 * whose activations have slopes up to 1.
 */
function belowFormat({ run, profile }: LogEvidence): Found | undefined {
  const { series, layers, detail } = run;
  const smallest = SMALLEST[detail?.dtype ?? ''];
  if (smallest === undefined || profile?.gradients[0] !== 0 || !isPlainChain(run)) return undefined;
  const last = layers.length - 1;
  const weights = layers.slice(1).map((_, l) => early(series.weight_l2, l + 1));
  const entries = (detail!.modules[0].inputs ?? [Number.NaN]).reduce((product, size) => product * size, 1);
  const input = early(runSeries(run, 'inputs_max')) * Math.sqrt(entries);
  const delta = early(series.delta_norm, last);
  const bound = weights.reduce((product, weight) => product * weight, input * delta);
  // Weights or errors that are exactly 0 are 0 in every format.
  if (!(bound > 0 && bound < smallest)) return undefined;
  return lostBelow(profile.step, profile.gradients.lastIndexOf(0) + 1);
}

function isPlainChain({ layers, detail, orderKnown }: ImportedRun): boolean {
  const isChain = widthsOf(layers) !== undefined;
  return orderKnown !== false && isChain && !detail!.modules.some(({ kind }) => /norm/i.test(kind));
}

function inLog({ profile }: LogEvidence): Found | undefined {
  const stop = zeroBelow(profile);
  if (stop === undefined || profile!.gradients[stop + 1] >= logThresholds.tiny.value) return undefined;
  return lostBelow(profile!.step, stop + 1);
}

function lostBelow(step: number, layer: number): Found {
  return { layers: [1, layer], step, severity: 1, evidence: { highestLayerWithoutSignal: layer } };
}
