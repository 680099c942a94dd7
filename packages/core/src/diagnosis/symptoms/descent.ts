import type { Baseline } from '../baseline.ts';
import type { Evidence } from '../evidence.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** A loss that is no number any more, or has run away. */
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

/** How many times a loss is as large as where it started, or as what the best constant answer has. */
export function riseOf(loss: number, startLoss: number, baseline: Baseline): number {
  return loss / Math.max(startLoss, baseline.loss);
}

/** A loss that jumps up and down and does not fall; one that is no number any more has diverged instead. */
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

/** Weights that hardly left their start, though the loss was a number: where it is none, that is what stopped them. */
export function stalled({ moved, share, reference, divergedAt }: Evidence): Symptom[] {
  if (divergedAt !== null) return [];
  const farthest = Math.max(...moved);
  if (!(farthest < thresholds.moved.value)) return [];
  return [stalledSymptom(farthest, share, reference.learned)];
}

/** What is said of a network that does not train where nothing else is found: it goes on, and gets nowhere. */
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
