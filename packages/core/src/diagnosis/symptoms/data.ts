import type { Evidence } from '../evidence.ts';
import type { NeighbourScore } from '../neighbours.ts';
import type { Symptom } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';

/** Whether nearest neighbours know no more of the targets than chance. */
export function isMismatch({ score, chance, deviation }: NeighbourScore): boolean {
  return (score - chance) / deviation < thresholds.neighbours.value;
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

/** Inputs of another size than initializers take them to have. */
export function badlyScaled({ input }: Evidence): Symptom[] {
  const { rms, largest, smallest, offset } = input;
  const limit = thresholds.inputScale.value;
  const size = Math.max(rms / limit, 1 / (rms * limit));
  const spread = largest / smallest / thresholds.featureSpread.value;
  const excess = Math.max(size, offset / limit, Number.isFinite(spread) ? spread : 0);
  if (!(excess > 1)) return [];
  return [
    {
      kind: 'badlyScaled',
      layers: [1, 1],
      step: 0,
      severity: 1 - 1 / (1 + excess),
      evidence: { rms, largestDeviation: largest, smallestDeviation: smallest, offset },
    },
  ];
}
