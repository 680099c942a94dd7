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

/** The result of a change. */
export interface RemedyProof {
  readonly change: Change;
  /**
   * Whether it trains with the experiment's seed, and with enough of the others; false if there were no
   * others.
   */
  readonly proven: boolean;
  /** Runs, and how many of them trained. */
  readonly runs: number;
  readonly trained: number;
  readonly probability: number;
  /** Wilson's, at 95 %. */
  readonly interval: readonly [low: number, high: number];
  /** Steps to the target, with the experiment's seed; null if it does not train. */
  readonly steps: number | null;
  /** The part learned with the experiment's seed, as a share of the part known to be learnable. */
  readonly share: number;
  /** The loss it ends at, over the best constant answer's; Infinity if it diverged. */
  readonly lossShare: number;
  /** ‖∂loss/∂W[1]‖ before the first update, divided by its value without the change. */
  readonly firstGradientChange: number;
}

/**
 * The share that a run must learn to have trained under a remedy; half of everything, if no network is known
 * to learn more.
 */
function targetOf({ learnable }: Evidence): number {
  return learnable > 0 ? thresholds.cured.value * learnable : thresholds.learned.value;
}

/** Evaluates the runs of a change. */
export function proofOf({ change, results }: Attempt, evidence: Evidence): RemedyProof {
  const { learnable, firstGradient } = evidence;
  const target = targetOf(evidence);
  const progress = results.map(progressOf);
  const learned = progress.map(one => one.learned);
  const isTrained = learned.map(value => value >= target);
  const trained = isTrained.filter(Boolean).length;
  const probability = trained / results.length;
  return {
    change,
    proven: isTrained[0] && results.length > 1 && probability >= thresholds.proven.value,
    runs: results.length,
    trained,
    probability,
    interval: wilsonInterval(trained, results.length),
    steps: isTrained[0] ? (stepsTo(results[0], target) ?? null) : null,
    share: learnable > 0 ? learned[0] / learnable : learned[0],
    lossShare: progress[0].loss / results[0].baseline.loss,
    firstGradientChange: results[0].firstGradient / firstGradient,
  };
}

/**
 * Proofs, the best first: proven ones, then by how many runs trained, then the faster with the experiment's
 * seed; among those that did not train, the one with the most progress.
 */
export function ranked(proofs: readonly RemedyProof[]): RemedyProof[] {
  const steps = ({ steps }: RemedyProof) => steps ?? Number.MAX_SAFE_INTEGER;
  const lossOf = ({ lossShare }: RemedyProof) =>
    lossShare < Number.MAX_VALUE ? lossShare : Number.MAX_VALUE;
  return [...proofs].sort(
    (a, b) =>
      Number(b.proven) - Number(a.proven) ||
      b.trained - a.trained ||
      steps(a) - steps(b) ||
      b.share - a.share ||
      lossOf(a) - lossOf(b),
  );
}
