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
  const isRight = (scored: Scored) => isRightIn(scored, findingOf(scored.result), onlyFirst);
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

/** Whether a finding names the fault of a case; a signal that is lost or gained on the wrong way does not count. */
export function isRightIn(
  { case: { accepted, axis } }: Scored,
  finding: Finding,
  onlyFirst: boolean,
): boolean {
  const kinds = onlyFirst ? finding.kinds.slice(0, 1) : finding.kinds;
  const isOfOtherAxis = axis !== undefined && finding.axis !== undefined && finding.axis !== axis;
  return !isOfOtherAxis && kinds.some(kind => accepted.includes(kind));
}

/** For each symptom, how often it is right when it comes first (precision), and how often it is found where only it is right (recall). */
export function bySymptom(cases: readonly Scored[]): Record<string, { precision: Rate; recall: Rate }> {
  const firstOf = ({ result }: Scored) => result.ours.kinds[0];
  const found = cases.flatMap(scored => firstOf(scored) ?? []);
  const meant = cases.flatMap(({ case: { accepted } }) => accepted.slice(0, 1));
  const rate = (of: readonly Scored[], holds: (scored: Scored) => boolean): Rate => [
    of.filter(holds).length,
    of.length,
  ];
  const isRight = (scored: Scored) => isRightIn(scored, scored.result.ours, true);
  const entries = [...new Set([...meant, ...found])].map(kind => {
    const said = cases.filter(scored => firstOf(scored) === kind);
    const due = cases.filter(({ case: { accepted } }) => accepted[0] === kind);
    return [kind, { precision: rate(said, isRight), recall: rate(due, isRight) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The intersection of two ranges of layers over their union. */
export function overlap(a: readonly [number, number], b: readonly [number, number]): number {
  const common = Math.min(a[1], b[1]) - Math.max(a[0], b[0]) + 1;
  const either = Math.max(a[1], b[1]) - Math.min(a[0], b[0]) + 1;
  return Math.max(0, common) / either;
}
