import { scaleExcess } from '../columnScale.ts';
import { type DataPart, doesHarm } from '../dataScale.ts';
import type { Evidence } from '../evidence.ts';
import type { NeighbourScore } from '../neighbours.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/**
 * Whether nearest neighbours know no more of the targets than chance. Neighbours that are reliably wrong, as for parity, know
 * as much as those that are right. So few rows that even a perfect score would be chance, and rows with many nearest
 * neighbours, say nothing.
 */
export function isMismatch({ score, chance, deviation, ties }: NeighbourScore): boolean {
  const limit = thresholds.neighbours.value * deviation;
  return 1 - chance > limit && ties <= thresholds.ties.value && Math.abs(score - chance) < limit;
}

/** Targets of which the inputs say no more than chance. */
export function mismatch({ neighbours, targetShift }: Evidence): Symptom[] {
  if (!isMismatch(neighbours)) return [];
  const { score, chance, deviation } = neighbours;
  return [
    {
      kind: 'mismatch',
      layers: null,
      step: 0,
      severity: 1,
      evidence: {
        neighbourScore: score,
        chance,
        chanceDeviation: deviation,
        ...(targetShift !== null && { targetShift }),
      },
    },
  ];
}

/** Inputs of a size that holds the network back. */
export function badlyScaled(evidence: Evidence): Symptom[] {
  return scaleSymptom('badlyScaled', 'inputs', evidence);
}

/** Targets of a size that holds the network back. */
export function targetScale(evidence: Evidence): Symptom[] {
  return scaleSymptom('targetScale', 'targets', evidence);
}

function scaleSymptom(
  kind: 'badlyScaled' | 'targetScale',
  part: DataPart,
  { scale, scaled, share, layers }: Evidence,
): Symptom[] {
  const own = scale[part];
  if (!own) return [];
  const excess = scaleExcess(own);
  if (!(excess > 1) || !doesHarm(part, scaled, share)) return [];
  const layer = part === 'inputs' ? 1 : layers.length;
  const mended = scaled.filter(({ parts }) => parts.includes(part)).map(one => one.share);
  return [
    {
      kind,
      layers: [layer, layer],
      step: 0,
      severity: 1 - 1 / (1 + excess),
      evidence: {
        rms: own.rms,
        largestDeviation: own.largest,
        smallestDeviation: own.smallest,
        offset: own.offset,
        ...(mended.length > 0 && { shareOnceScaled: Math.max(...mended) }),
      },
    },
  ];
}
