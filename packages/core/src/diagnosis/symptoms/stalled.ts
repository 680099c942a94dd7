import type { ImportedRun } from '../../log/importedRun.ts';
import { percentText, shareOfText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { columnOf } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { ADAM, LARGER_STEPS } from '../log/suggestion.ts';
import { toCrossEntropy, toSquared } from '../remedies/dataRemedies.ts';
import { init } from '../remedies/networkRemedies.ts';
import {
  adam,
  adamDefaults,
  constantSchedule,
  largerSteps,
  moreSteps,
  noPenalty,
  smallerSteps,
  unclip,
} from '../remedies/trainingRemedies.ts';
import { thresholds } from '../thresholds.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** No progress: weights that hardly left their start, or whatever else if nothing else explains it. */
export const stalled: SymptomRules = {
  cause: 'stepSize',
  inRuns: {
    found: { descent: unmoved, otherwise: plateau },
    text: ({ moved, share }) =>
      `the weights moved by ${shareOfText(moved)} their size, and ${percentText(share)} of what can be learned was learned`,
    remedies: [
      unclip,
      constantSchedule,
      noPenalty,
      adamDefaults,
      toCrossEntropy,
      toSquared,
      ...largerSteps,
      adam,
      moreSteps,
      ...smallerSteps,
      init,
    ],
  },
  inLogs: {
    found: { otherwise: inLog },
    text: ({ gone, updateRatio, accuracy, chance }) =>
      `${accuracy === undefined ? '' : `an accuracy of ${percentText(accuracy)} is chance (${percentText(chance)}); `}${percentText(gone)} of the first loss is gone${Number.isNaN(updateRatio) ? '' : `; a step moves the weights by at most ${shareOfText(updateRatio)} their size`}`,
    suggestions: [LARGER_STEPS, ADAM, { text: 'check that targets belong to their inputs' }],
  },
};

/**
 * Weights that hardly left their start, though the loss was finite: if it is not, that is what stopped them.
 */
function unmoved(evidence: Evidence): Found | undefined {
  const { moved, divergedAt } = evidence;
  return divergedAt === null && Math.max(...moved) < thresholds.moved.value ? plateau(evidence) : undefined;
}

function plateau({ moved, share, reference }: Evidence): Found {
  return {
    severity: 1 - Math.max(0, Math.min(1, share)),
    evidence: { moved: Math.max(...moved), share, referenceLearned: reference.learned },
  };
}

/** A loss with fewer rows shows no trend. */
const FEWEST_ROWS = 10;

/** A loss that stays where it began, or an accuracy at chance. */
function inLog(evidence: LogEvidence): Found | undefined {
  const { run, progress } = evidence;
  const { gone, steps, rows, accuracy, chance, constantLoss, loss } = progress;
  if (steps < logThresholds.fewestSteps.value || rows < FEWEST_ROWS) return undefined;
  const isAtChance = (accuracy - chance) / (1 - chance) < logThresholds.atChance.value;
  const isFlat = gone < logThresholds.flat.value && !(accuracy >= logThresholds.accurate.value);
  // Falling from a bad start to the level of a constant answer is not learning.
  const isConstant = loss > (1 - logThresholds.flat.value) * constantLoss && !mayBeOnPlateau(run);
  if (!isAtChance && !isConstant && !isFlat) return undefined;
  if (!isAtChance && isFlat && isAtFloor(evidence)) return undefined;
  const ratios = run.series.update_ratio?.values.filter(Number.isFinite) ?? [];
  const updateRatio = ratios.length > 0 ? ratios.reduce((a, b) => Math.max(a, b)) : Number.NaN;
  return {
    severity: 1 - Math.min(1, Math.max(0, gone)),
    evidence: { gone, updateRatio, ...(isAtChance && { accuracy, chance }) },
  };
}

/**
 * Recurrent networks stay at the constant answer for thousands of steps before they find what lies far in the
 * past, if the gradient reaches that far: their logs cannot tell a plateau from a standstill.
 *
 * Source: Le, Jaitly & Hinton 2015, section 4.1: the adding problem.
 */
export function mayBeOnPlateau({ detail }: ImportedRun): boolean {
  return Object.keys(detail?.time ?? {}).length > 0;
}

/** A loss that only jumps about, with weights that have moved: the rest of it is noise. */
function isAtFloor({ run: { series }, progress: { swing, gone } }: LogEvidence): boolean {
  const weights = series.weight_l2;
  if (!weights || !(swing > logThresholds.noisy.value * gone)) return false;
  const moved = Array.from({ length: weights.columns }, (_, l) => {
    const norms = columnOf(weights, l).filter(Number.isFinite);
    return norms.length > 1 ? Math.abs(norms[norms.length - 1] / norms[0] - 1) : 0;
  });
  return Math.max(...moved) > logThresholds.weightsMoved.value;
}
