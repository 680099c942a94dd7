import type { ImportedRun } from '../../../log/importedRun.ts';
import type { Symptom } from '../../symptom.ts';
import { columnOf } from '../columns.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';

/** A loss with fewer rows shows no trend. */
const FEWEST_ROWS = 10;

/** A loss that jumps up and down and does not fall. */
export function oscillating({ run: { series }, progress: { swing, rows } }: LogEvidence): Symptom[] {
  if (!(swing > logThresholds.swingOfStart.value) || rows < FEWEST_ROWS) return [];
  const severity = 1 - 1 / (1 + swing / logThresholds.swingOfStart.value);
  return [
    { kind: 'oscillating', layers: null, step: series.loss.step[rows >> 1], severity, evidence: { swing } },
  ];
}

/** A loss that stays where it began, or an accuracy at chance. */
export function stalled(evidence: LogEvidence): Symptom[] {
  const { run, progress } = evidence;
  const { gone, steps, rows, accuracy, chance, constantLoss, loss } = progress;
  if (steps < logThresholds.fewestSteps.value || rows < FEWEST_ROWS) return [];
  const isAtChance = (accuracy - chance) / (1 - chance) < logThresholds.atChance.value;
  const isFlat = gone < logThresholds.flat.value && !(accuracy >= logThresholds.accurate.value);
  // Falling from a bad start to the level of a constant answer is not learning.
  const isConstant = loss > (1 - logThresholds.flat.value) * constantLoss && !mayBeOnPlateau(run);
  if (!isAtChance && !isConstant && !isFlat) return [];
  if (!isAtChance && isFlat && isAtFloor(evidence)) return [];
  const ratios = run.series.update_ratio?.values.filter(Number.isFinite) ?? [];
  const updateRatio = ratios.length > 0 ? ratios.reduce((a, b) => Math.max(a, b)) : Number.NaN;
  return [
    {
      kind: 'stalled',
      layers: null,
      step: 0,
      severity: 1 - Math.min(1, Math.max(0, gone)),
      evidence: { gone, updateRatio, ...(isAtChance && { accuracy, chance }) },
    },
  ];
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
