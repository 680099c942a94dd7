import type { ImportedRun } from '../../log/importedRun.ts';
import { ratioText } from '../../text/shareText.ts';
import { riseOf } from '../baseline.ts';
import type { Evidence } from '../evidence.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { ADAM, CLIP, SMALLER_STEPS } from '../log/suggestion.ts';
import { preNorm } from '../remedies/blockRemedies.ts';
import { batch, init } from '../remedies/networkRemedies.ts';
import { adam, clip, smallerSteps, warmUp } from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import { derivativeInLog } from './derivative.ts';
import { precisionInLog } from './precision.ts';
import type { Found, Numbers, SymptomRules } from './symptomRules.ts';

const text = ({ finalLossOverStart }: Numbers): string =>
  Number.isFinite(finalLossOverStart)
    ? `the loss ends at ${ratioText(finalLossOverStart)} its start`
    : 'the loss is no longer finite';

/** A loss that is no longer finite, or has run away. */
export const diverged: SymptomRules = {
  cause: 'stepSize',
  inRuns: {
    found: { descent: inRun },
    text,
    remedies: [...smallerSteps, clip, adam, init, batch, warmUp, preNorm],
  },
  inLogs: {
    // Units that went off or flat later did so because of a number that broke.
    found: { broke: evidence => (isBroken(evidence) ? inLog(evidence) : undefined), steps: inLog },
    text,
    suggestions: [SMALLER_STEPS, CLIP, ADAM],
    countsInGame: isBroken,
  },
};

function inRun({ divergedAt, broken, steps, progress, startLoss, baseline }: Evidence): Found | undefined {
  const risen = riseOf(progress.loss, startLoss, baseline);
  if (divergedAt === null && !(risen > thresholds.risen.value)) return undefined;
  return {
    layers: broken ? [broken.layer, broken.layer] : null,
    step: divergedAt ?? steps - 1,
    severity: 1,
    evidence: { finalLossOverStart: risen },
  };
}

function isBroken({ progress }: LogEvidence): boolean {
  return progress.divergedAt !== null;
}

function inLog(evidence: LogEvidence): Found | undefined {
  const { run, progress } = evidence;
  // A loss that broke with a derivative or an update did not diverge.
  if (derivativeInLog(evidence) || precisionInLog(evidence)) return undefined;
  // A loss below 0 may go anywhere.
  const risen = progress.startLoss > 0 ? progress.loss / progress.startLoss : Number.NaN;
  if (progress.divergedAt === null && !(risen > thresholds.risen.value)) return undefined;
  const broken = firstBrokenLayer(run.series);
  return {
    layers: broken === undefined ? null : [broken, broken],
    step: progress.divergedAt ?? lastStepOf(run),
    severity: 1,
    evidence: { finalLossOverStart: progress.divergedAt === null ? risen : Number.NaN },
  };
}

const lastStepOf = ({ series: { loss } }: ImportedRun): number => loss.step[loss.step.length - 1];

/**
 * In the first row with an infinite gradient, the last such layer: it is nearest the loss. NaN says nothing,
 * since it also means not logged.
 */
function firstBrokenLayer({ grad_l2, grad_mean, grad_max }: ImportedRun['series']): number | undefined {
  const logged = grad_l2 ?? grad_mean ?? grad_max;
  for (let row = 0; row < (logged?.step.length ?? 0); row++) {
    const { columns, values } = logged;
    const own = values.subarray(row * columns, (row + 1) * columns);
    const infinite = own.lastIndexOf(Number.POSITIVE_INFINITY);
    if (infinite >= 0) return infinite + 1;
  }
  return undefined;
}
