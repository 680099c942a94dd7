import type { LayerSettings } from '../network/layerSettings.ts';
import type { Broken } from '../training/firstBroken.ts';
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
  /** ‖δ[l]‖ / ‖δ[l+1]‖; NaN where no signal arrives. */
  readonly factor: number;
  /** What theory predicts of it; NaN where it says nothing. */
  readonly predicted: number;
  /** The lowest and highest of sixteen other starts of this very network. */
  readonly starts: readonly [low: number, high: number];
  /** ln of the factor in reference starts. */
  readonly reference: Band;
  /** The layer's own part in it, as a gain: of its slopes and normalization, and of its weights on the signal to the layer below. */
  readonly gain: { readonly slope: number; readonly weights: number };
}

/** What is recorded of the hidden layers in the course of the steps: rows of L − 1 shares. */
export interface Course {
  readonly step: readonly number[];
  /** Values without slope. */
  readonly saturated: readonly (readonly number[])[];
  /** Units off on all data. */
  readonly dead: readonly (readonly number[])[];
}

/** All that symptoms are told from: plain data. */
export interface Evidence {
  /** Steps gone through, and those the experiment asks for. */
  readonly steps: number;
  readonly asked: number;
  /** Hidden layers first, the output layer last. */
  readonly layers: readonly LayerSettings[];
  /** The best constant answer. */
  readonly baseline: Baseline;
  readonly progress: Progress;
  /** Of the better reference network after as many steps. */
  readonly reference: Progress;
  /** The most that this network, a reference, or this network on standardized data learned; 0 if that is next to nothing. */
  readonly learnable: number;
  /** What was learned as a share of that. */
  readonly share: number;
  /** The same at the last step asked for, were the loss to fall on as it last did. */
  readonly expectedShare: number;
  readonly divergedAt: number | null;
  readonly broken: Broken | null;
  readonly startLoss: number;
  /** Median |change of the loss| from a step to the next in the last half, against the baseline's loss. */
  readonly swing: number;
  readonly referenceSwing: number;
  /** ‖∂loss/∂W[1]‖ before the first update. */
  readonly firstGradient: number;
  readonly signal: readonly SignalEvidence[];
  /** ln(‖δ[1]‖ / ‖δ[L]‖) and the band of the reference starts. */
  readonly totalFactor: number;
  readonly totalReference: Band;
  readonly course: Course;
  /** Dead shares of hidden layers in a reference start. */
  readonly referenceDead: readonly number[];
  /** ‖W − W₀‖ / ‖W₀‖ of each layer. */
  readonly moved: readonly number[];
  /** Of each layer the units with weights of their own, as a share. */
  readonly distinct: readonly number[];
  readonly scale: DataScale;
  /** What may be wrong with the output; null if it has no activation, and the loss takes that. */
  readonly output: OutputFit | null;
  /** What the network learns with parts of its data standardized, or a plain output; empty if all are ordinary, or none can be mended. */
  readonly scaled: readonly ScaledShare[];
  readonly neighbours: NeighbourScore;
  /** Rows that the targets have to be shifted by to belong to the inputs; null where they need not, or none is found. */
  readonly targetShift: number | null;
  readonly underflow: UnderflowEvidence;
  /** Null if no rows are held out, or their loss has not risen. */
  readonly overfitting: Overfitting | null;
}
