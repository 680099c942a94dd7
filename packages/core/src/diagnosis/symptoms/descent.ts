import type { Baseline } from '../baseline.ts';
import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** A loss that is no longer finite, or has run away. */
export function diverged({ divergedAt, broken, steps, progress, startLoss, baseline }: Evidence): Symptom[] {
  const risen = riseOf(progress.loss, startLoss, baseline);
  if (divergedAt === null && !(risen > thresholds.risen.value)) return [];
  return [
    {
      kind: 'diverged',
      layers: broken ? [broken.layer, broken.layer] : null,
      step: divergedAt ?? steps - 1,
      severity: 1,
      evidence: { finalLossOverStart: risen },
    },
  ];
}

/** The ratio of a loss to the larger of its start and the best constant answer's loss. */
export function riseOf(loss: number, startLoss: number, baseline: Baseline): number {
  return loss / Math.max(startLoss, baseline.loss);
}

/** A loss that jumps up and down and does not fall; one that is not finite has diverged instead. */
export function oscillating({ swing, referenceSwing, steps, divergedAt }: Evidence): Symptom[] {
  if (divergedAt !== null) return [];
  const limit = Math.max(thresholds.swing.value, thresholds.swingOfReference.value * referenceSwing);
  if (!(swing > limit)) return [];
  return [
    {
      kind: 'oscillating',
      layers: null,
      step: steps >> 1,
      severity: 1 - 1 / (1 + swing / thresholds.swing.value),
      evidence: { swing, referenceSwing },
    },
  ];
}

/**
 * Weights that hardly left their start, though the loss was finite: if it is not, that is what stopped them.
 */
export function stalled({ moved, share, reference, divergedAt }: Evidence): Symptom[] {
  if (divergedAt !== null) return [];
  const farthest = Math.max(...moved);
  if (!(farthest < thresholds.moved.value)) return [];
  return [stalledSymptom(farthest, share, reference.learned)];
}

/**
 * The symptom of a network that does not train if nothing else is found: it keeps training without progress.
 */
export function plateau({ moved, share, reference }: Evidence): Symptom[] {
  return [stalledSymptom(Math.max(...moved), share, reference.learned)];
}

function stalledSymptom(moved: number, share: number, referenceLearned: number): Symptom {
  return {
    kind: 'stalled',
    layers: null,
    step: 0,
    severity: 1 - Math.max(0, Math.min(1, share)),
    evidence: { moved, share, referenceLearned },
  };
}
