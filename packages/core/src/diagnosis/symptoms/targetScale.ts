import { valueText } from '../../text/valueText.ts';
import type { Evidence } from '../evidence.ts';
import { late, runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { LARGER_STEPS, SCALE_TARGETS } from '../log/suggestion.ts';
import { scaleTargets } from '../remedies/dataRemedies.ts';
import { largerSteps, moreSteps, smallerSteps } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { loggedScaleText, scaleFound, scaleInRun, scaleText } from './scale.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Targets whose size holds the network back. */
export const targetScale: SymptomRules = {
  cause: 'targetScale',
  inRuns: {
    found: { data: targetScaleInRun },
    text: scaleText,
    remedies: [scaleTargets, ...largerSteps.slice(0, 2), ...smallerSteps, moreSteps],
  },
  inLogs: {
    found: { data: targetScaleInLog },
    text: numbers =>
      numbers.loss === undefined
        ? loggedScaleText(numbers, 'the targets')
        : `the loss is ${valueText(numbers.loss)} and more, as of targets far from size 1`,
    suggestions: [SCALE_TARGETS, LARGER_STEPS],
  },
};

export function targetScaleInRun(evidence: Evidence): Found | undefined {
  return scaleInRun('targets', evidence);
}

/** Losses that grow with the targets. */
const FEELS_SIZE = ['mse_loss', 'l1_loss', 'smooth_l1_loss', 'huber_loss'];

/** Targets far from size 1 under a loss that feels it; without targets in the log, a loss that says so by its own size. */
export function targetScaleInLog({ run, progress }: LogEvidence): Found | undefined {
  const last = run.layers.length;
  const layers = last > 0 ? ([last, last] as const) : null;
  const kind = run.detail?.loss?.kind;
  if (kind && FEELS_SIZE.includes(kind)) {
    const [mean, deviation] = (['mean', 'std'] as const).map(name => late(runSeries(run, `targets_${name}`)));
    const rms = Math.hypot(mean, deviation);
    const limit = thresholds.inputScale.value;
    return scaleFound(layers, Math.max(rms / limit, rms > 0 ? 1 / (rms * limit) : 0), {
      rms,
      largestDeviation: deviation,
      smallestDeviation: deviation,
      offset: deviation > 0 ? Math.abs(mean) / deviation : 0,
    });
  }
  if (kind || progress.divergedAt !== null || !progress.isHuge) return undefined;
  const size = Math.min(progress.startLoss, progress.loss);
  return scaleFound(layers, size / logThresholds.hugeLoss.value, { loss: size });
}
