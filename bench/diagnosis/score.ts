import type { Case } from './cases.ts';
import type { CaseResult } from './caseWorker.ts';
import type { Finding } from './published.ts';

/** A case and the finding about it. */
export interface Scored {
  readonly case: Case;
  readonly result: CaseResult;
}

/** The number of hits, and of cases. */
export type Rate = readonly [hits: number, of: number];

export interface Score {
  readonly detected: Rate;
  readonly rightSymptom: Rate;
  readonly rightLayers: Rate;
  readonly falseAlarms: Rate;
}

/** Ranges that overlap by this share of what both cover together are the same place. */
const SAME_PLACE = 0.5;

/**
 * Scores a detector. A symptom is right if the case's rule accepts it. Our diagnosis is judged by its first
 * symptom, a published rule by any that holds, which favours the published rules. Layers count if the fault
 * is in layers and the symptom is right.
 */
export function score(
  cases: readonly Scored[],
  findingOf: (result: CaseResult) => Finding,
  onlyFirst: boolean,
): Score {
  const faulty = cases.filter(({ case: { accepted } }) => accepted.length > 0);
  const healthy = cases.filter(({ case: { accepted } }) => accepted.length === 0);
  const localised = faulty.filter(({ case: { layers } }) => layers !== null);
  const isRight = ({ case: { accepted }, result }: Scored) => {
    const { kinds } = findingOf(result);
    return (onlyFirst ? kinds.slice(0, 1) : kinds).some(kind => accepted.includes(kind));
  };
  const isPlaced = (scored: Scored) => {
    const { layers } = findingOf(scored.result);
    return isRight(scored) && layers !== null && overlap(layers, scored.case.layers!) >= SAME_PLACE;
  };
  const isFlagged = ({ result }: Scored) => findingOf(result).kinds.length > 0;
  const rate = (of: readonly Scored[], holds: (scored: Scored) => boolean): Rate => [
    of.filter(holds).length,
    of.length,
  ];
  return {
    detected: rate(faulty, isFlagged),
    rightSymptom: rate(faulty, isRight),
    rightLayers: rate(localised, isPlaced),
    falseAlarms: rate(healthy, isFlagged),
  };
}

/** The intersection of two ranges of layers over their union. */
export function overlap(a: readonly [number, number], b: readonly [number, number]): number {
  const common = Math.min(a[1], b[1]) - Math.max(a[0], b[0]) + 1;
  const either = Math.max(a[1], b[1]) - Math.min(a[0], b[0]) + 1;
  return Math.max(0, common) / either;
}
