import { scaleExcess } from '../columnScale.ts';
import { type DataPart, doesHarm } from '../dataScale.ts';
import type { Evidence } from '../evidence.ts';
import type { NeighbourScore } from '../neighbours.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/**
 * Whether nearest neighbours predict the targets no better than chance. Neighbours that are reliably wrong,
 * as for parity, predict as well as those that are right. The test says nothing if there are so few rows that
 * even a perfect score would be chance, or if rows have many nearest neighbours.
 */
export function isMismatch({ score, chance, deviation, ties }: NeighbourScore): boolean {
  const limit = thresholds.neighbours.value * deviation;
  return 1 - chance > limit && ties <= thresholds.ties.value && Math.abs(score - chance) < limit;
}

/** Targets that the inputs predict no better than chance. */
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

/** Inputs whose size holds the network back. */
export function badlyScaled(evidence: Evidence): Symptom[] {
  return scaleSymptom('badlyScaled', 'inputs', evidence);
}

/** Targets whose size holds the network back. */
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
  const fixedShares = scaled.filter(({ parts }) => parts.includes(part)).map(one => one.share);
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
        ...(fixedShares.length > 0 && { shareOnceScaled: Math.max(...fixedShares) }),
      },
    },
  ];
}
