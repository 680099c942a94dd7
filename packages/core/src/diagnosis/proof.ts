import type { Change } from './change.ts';
import type { Evidence } from './evidence.ts';
import { progressOf, stepsTo } from './progress.ts';
import { thresholds } from './thresholds.ts';
import type { TrialResult } from './trial.ts';
import { wilsonInterval } from './wilson.ts';

/** A change that was run: first with the experiment's own seed, then perhaps with others. */
export interface Attempt {
  readonly change: Change;
  readonly results: readonly TrialResult[];
}

/** What became of a change. */
export interface RemedyProof {
  readonly change: Change;
  /** Whether it trains with the experiment's seed, and with enough of the others; never without others. */
  readonly proven: boolean;
  /** Runs, and how many of them trained. */
  readonly runs: number;
  readonly trained: number;
  readonly probability: number;
  /** Wilson's, at 95 %. */
  readonly interval: readonly [low: number, high: number];
  /** Steps to the target, with the experiment's seed; null where it does not train. */
  readonly steps: number | null;
  /** What was learned with the experiment's seed, as a share of what the reference learned. */
  readonly share: number;
  /** ‖∂loss/∂W[1]‖ before the first update, over what it is without the change. */
  readonly firstGradientChange: number;
}

/** The learned share that a run has to reach to have trained under a remedy. */
function targetOf({ reference }: Evidence): number {
  return thresholds.cured.value * reference.learned;
}

/** Counts what a change came to. */
export function proofOf({ change, results }: Attempt, evidence: Evidence): RemedyProof {
  const { baseline, reference, firstGradient } = evidence;
  const target = targetOf(evidence);
  const learned = results.map(result => progressOf(result, baseline).learned);
  const isTrained = learned.map(value => target > 0 && value >= target);
  const trained = isTrained.filter(Boolean).length;
  const probability = trained / results.length;
  return {
    change,
    proven: isTrained[0] && results.length > 1 && probability >= thresholds.proven.value,
    runs: results.length,
    trained,
    probability,
    interval: wilsonInterval(trained, results.length),
    steps: isTrained[0] ? (stepsTo(results[0], baseline, target) ?? null) : null,
    share: reference.learned > 0 ? learned[0] / reference.learned : 0,
    firstGradientChange: results[0].firstGradient / firstGradient,
  };
}

/** Proofs, the best first: proven ones, then by how many runs trained, then the faster with the experiment's seed. */
export function ranked(proofs: readonly RemedyProof[]): RemedyProof[] {
  const steps = ({ steps }: RemedyProof) => steps ?? Number.MAX_SAFE_INTEGER;
  return [...proofs].sort(
    (a, b) =>
      Number(b.proven) - Number(a.proven) ||
      b.trained - a.trained ||
      steps(a) - steps(b) ||
      b.share - a.share,
  );
}
