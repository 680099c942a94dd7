import type { LayerSettings } from '../network/layerSettings.ts';
import type { Broken } from '../training/firstBroken.ts';
import type { AttentionEvidence } from './attentionEvidence.ts';
import type { Band } from './bands.ts';
import type { Baseline } from './baseline.ts';
import type { DataScale, ScaledShare } from './dataScale.ts';
import type { NeighbourScore } from './neighbours.ts';
import type { OutputFit } from './outputFit.ts';
import type { Overfitting } from './overfitting.ts';
import type { Progress } from './progress.ts';
import type { UnderflowEvidence } from './underflow.ts';

/** The signal at a hidden layer before the first update. */
export interface SignalEvidence {
  /** 1 … L − 1. */
  readonly layer: number;
  /** ‖δ[l]‖ / ‖δ[l+1]‖; NaN if no signal arrives. */
  readonly factor: number;
  /** The theoretical prediction of the factor; NaN if there is none. */
  readonly predicted: number;
  /** The lowest and highest factor of sixteen other starts of this network. */
  readonly starts: readonly [low: number, high: number];
  /** ln of the factor in reference starts. */
  readonly reference: Band;
  /**
   * The layer's own contribution, as a gain: of its slopes and normalization, and of its weights on the
   * signal to the layer below.
   */
  readonly gain: { readonly slope: number; readonly weights: number };
}

/** How the signal goes back through the positions of a recurrent layer. */
export interface TimeEvidence {
  /** Its layer, 1 … L, and its name: `3`, or `3.2` inside a block. */
  readonly layer: number;
  readonly name: string;
  readonly positions: number;
  /**
   * ln of the share of the last position's signal that reaches the first position: before the first update, and the median
   * over the recorded steps. −Infinity if nothing reaches it.
   */
  readonly atStart: number;
  readonly later: number;
}

/** The records of the hidden layers over the steps: rows of L − 1 shares. */
export interface Course {
  readonly step: readonly number[];
  /** Values without slope. */
  readonly saturated: readonly (readonly number[])[];
  /** Units off on all data. */
  readonly dead: readonly (readonly number[])[];
}

/** The evidence from which symptoms are found: plain data. */
export interface Evidence {
  /** Steps that were run, and steps of the experiment. */
  readonly steps: number;
  readonly asked: number;
  /** Hidden layers first, the output layer last. */
  readonly layers: readonly LayerSettings[];
  /** The best constant answer. */
  readonly baseline: Baseline;
  readonly progress: Progress;
  /** Progress of the better reference network after as many steps. */
  readonly reference: Progress;
  /**
   * The most that this network, a reference, or this network on standardized data learned; 0 if that is
   * almost nothing.
   */
  readonly learnable: number;
  /** The learned share of `learnable`. */
  readonly share: number;
  /** The same at the experiment's last step, if the loss kept falling at its latest rate. */
  readonly expectedShare: number;
  readonly divergedAt: number | null;
  readonly broken: Broken | null;
  readonly startLoss: number;
  /** Median |change of the loss| from a step to the next in the last half, against the baseline's loss. */
  readonly swing: number;
  /** The same on rows that stay, so that only the steps change it. */
  readonly swingOfSteps: number;
  readonly referenceSwing: number;
  /** ‖∂loss/∂W[1]‖ before the first update. */
  readonly firstGradient: number;
  readonly signal: readonly SignalEvidence[];
  /** ln(‖δ[1]‖ / ‖δ[L]‖) and the band of the reference starts. */
  readonly totalFactor: number;
  readonly totalReference: Band;
  /** By recurrent layer. */
  readonly time: readonly TimeEvidence[];
  /** By attention layer. */
  readonly attention: readonly AttentionEvidence[];
  readonly course: Course;
  /** Dead shares of hidden layers in a reference start. */
  readonly referenceDead: readonly number[];
  /** ‖W − W₀‖ / ‖W₀‖ of each layer. */
  readonly moved: readonly number[];
  /** The share of units in each layer with distinct weights. */
  readonly distinct: readonly number[];
  readonly scale: DataScale;
  /** Possible faults of the output; null if it has no activation and the loss expects none. */
  readonly output: OutputFit | null;
  /**
   * The learned shares with parts of the data standardized, or with a plain output. Empty if all parts are
   * ordinary or cannot be fixed.
   */
  readonly scaled: readonly ScaledShare[];
  readonly neighbours: NeighbourScore;
  /**
   * By how many rows to shift the targets so that they belong to the inputs; null if no shift is needed or
   * none is found.
   */
  readonly targetShift: number | null;
  readonly underflow: UnderflowEvidence;
  /** Null if no rows are held out, or their loss has not risen. */
  readonly overfitting: Overfitting | null;
}
