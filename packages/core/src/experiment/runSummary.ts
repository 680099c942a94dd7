import type { LayerSettings } from '../network/layerSettings.ts';
import type { Parameters } from '../network/parameters.ts';
import type { Evaluation } from './evaluate.ts';

/** One trained network in a few numbers. */
export interface RunSummary {
  readonly name: string;
  /** Updates made; fewer than requested if it diverged. */
  readonly steps: number;
  /** The step whose loss was infinite or NaN, where the run ended; null if there was none. */
  readonly divergedAt: number | null;
  /** Loss, `l2` included, and share classified right (NaN of values), of the final parameters on the training data. */
  readonly loss: number;
  readonly accuracy: number;
  /** Loss, without `l2`, and accuracy on the held-out data; null if there is none. */
  readonly test: Evaluation | null;
  /** The loss of step 0. */
  readonly firstLoss: number;
  /** The mean loss of the last 20 steps. */
  readonly lastLoss: number;
  /** ‖∂loss/∂W[1]‖, without `l2`, at the last step. */
  readonly firstGradient: number;
  /** The first step whose loss is at most the target; null if there is none, or no target. */
  readonly stepsToTarget: number | null;
  /** Every step's loss, if kept. */
  readonly losses?: Float64Array;
  /** The final parameters, if kept. */
  readonly final?: Parameters;
  /** The layers of these parameters. */
  readonly layers?: readonly LayerSettings[];
}

/** The parts of a run that a summary keeps. */
export interface SummaryOptions {
  /** `stepsToTarget` is the first step with at most this loss. */
  readonly target?: number | undefined;
  /** Whether to keep every step's loss. */
  readonly losses?: boolean;
  /** Whether to keep the final parameters. */
  readonly final?: boolean;
}

/** Number of losses in the mean `lastLoss`, which evens out oscillation. */
const LAST = 20;

/** The state of a {@link LossRecord} before a step. Plain data. */
export interface SavedLosses {
  /** Number of losses recorded: those of the steps before this one. */
  readonly step: number;
  readonly first: number;
  /** The last 20, each in the place of its step modulo 20. */
  readonly last: Float64Array;
  readonly reachedAt: number | null;
  /** Every step's loss if kept; null otherwise. */
  readonly all: Float64Array | null;
}

/** The losses of a run as they come, step by step, and their part of its summary. */
export class LossRecord {
  private readonly target: number | undefined;
  private readonly all: Float64Array | undefined;
  private readonly last = new Float64Array(LAST);
  private count = 0;
  private first = Number.NaN;
  private reachedAt: number | null = null;
  private brokenAt: number | null = null;

  /**
   * `steps` is the number of steps of a run that does not diverge.
   *
   * @throws RangeError if every loss is to be kept and `from` has not kept them
   */
  constructor({ target, losses }: SummaryOptions, steps: number, from?: SavedLosses) {
    this.target = target;
    if (losses) this.all = new Float64Array(steps);
    if (from) this.restore(from);
  }

  /** The state before `step`: the loss of that step is recorded again when training continues. */
  saved(step: number): SavedLosses {
    const { first, last, reachedAt, all } = this;
    return { step, first, last: last.slice(), reachedAt, all: all?.slice(0, step) ?? null };
  }

  /** Takes the loss of the next step. */
  add(loss: number): void {
    const step = this.count++;
    if (step === 0) this.first = loss;
    this.last[step % LAST] = loss;
    if (this.all) this.all[step] = loss;
    if (this.reachedAt === null && this.target !== undefined && loss <= this.target) this.reachedAt = step;
    if (!Number.isFinite(loss)) this.brokenAt = step;
  }

  summary(): Pick<
    RunSummary,
    'steps' | 'divergedAt' | 'firstLoss' | 'lastLoss' | 'stepsToTarget' | 'losses'
  > {
    return {
      steps: this.brokenAt ?? this.count,
      divergedAt: this.brokenAt,
      firstLoss: this.first,
      lastLoss: this.meanOfLast(),
      stepsToTarget: this.reachedAt,
      ...(this.all && { losses: this.all.slice(0, this.count) }),
    };
  }

  private restore({ step, first, last, reachedAt, all }: SavedLosses): void {
    if (this.all && !all) throw new RangeError('losses: expected every loss to be kept, got the last 20');
    if (all) this.all?.set(all);
    this.last.set(last);
    this.count = step;
    this.first = first;
    this.reachedAt = reachedAt;
  }

  /** Summed from the oldest on. */
  private meanOfLast(): number {
    const from = Math.max(0, this.count - LAST);
    let sum = 0;
    for (let step = from; step < this.count; step++) sum += this.last[step % LAST];
    return sum / (this.count - from);
  }
}
