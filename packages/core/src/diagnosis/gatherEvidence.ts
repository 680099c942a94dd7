import { log } from '../engine/math/log.ts';
import { recurrentPlaces } from '../network/landmarks.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import type { History } from '../probe/history.ts';
import type { SeriesName } from '../probe/index.ts';
import { LEDGER_SERIES } from '../probe/ledger.ts';
import { attentionOf } from './attentionEvidence.ts';
import type { Background } from './background.ts';
import type { Baseline } from './baseline.ts';
import type { MendablePart } from './dataScale.ts';
import type { Course, Evidence, SignalEvidence, TimeEvidence } from './evidence.ts';
import { median } from './median.ts';
import { overfittingIn } from './overfitting.ts';
import { type Progress, progressOf } from './progress.ts';
import { rowOf } from './rowOf.ts';
import { swingOf } from './swing.ts';
import { thresholds } from './thresholds.ts';
import type { TrialResult } from './trial.ts';

/** The trials that evidence is gathered from. */
export interface Trials {
  /** The examined trial of the network in question. */
  readonly own: TrialResult;
  /** Trials of the trained reference networks. */
  readonly references: readonly TrialResult[];
  /** The examined trial of a reference network of full depth. */
  readonly deepReference: TrialResult;
  /** Trials of the network in question with parts of it fixed. */
  readonly scaled: readonly { readonly parts: readonly MendablePart[]; readonly result: TrialResult }[];
}

/** Combines all that is known about a network. @param asked the number of steps of the experiment */
export function gatherEvidence(background: Background, trials: Trials, asked: number): Evidence {
  const { own, references, deepReference, scaled } = trials;
  const { baseline, bands, start, scale, neighbours, targetShift, underflow, output } = background;
  const { layers, history, moved, distinct, swingOfSteps } = own.examination!;
  const progress = progressOf(own);
  const best = references
    .map(result => ({ result, progress: progressOf(result) }))
    .reduce((a, b) => (b.progress.learned > a.progress.learned ? b : a));
  const learnable = learnableOf([progress, best.progress, ...scaled.map(({ result }) => progressOf(result))]);
  const share = shareOf(progress.learned, learnable);
  // In this network's own units: the reference may have learned standardized targets.
  const referenceLoss = inUnitsOf(baseline, best.result.baseline, best.progress.loss);
  return {
    steps: own.losses.length,
    asked,
    layers,
    baseline,
    progress,
    reference: best.progress,
    learnable,
    share,
    expectedShare: Math.max(share, expectedShare(own.losses, asked, baseline, referenceLoss)),
    divergedAt: own.divergedAt,
    broken: own.broken,
    startLoss: own.losses[0],
    swing: swingOf(own.losses) / baseline.loss,
    swingOfSteps: (swingOfSteps ?? swingOf(own.losses)) / baseline.loss,
    referenceSwing: swingOf(best.result.losses) / best.result.baseline.loss,
    firstGradient: own.firstGradient,
    signal: signalOf(history, background),
    totalFactor: log(start.measured[0] / start.measured[start.measured.length - 1]),
    totalReference: bands.total,
    time: timeOf(history, layers),
    attention: attentionOf(history, layers),
    course: courseOf(history),
    referenceDead: courseOf(deepReference.examination!.history).dead[0],
    moved,
    distinct,
    scale,
    output,
    scaled: scaled.map(({ parts, result }) => ({
      parts,
      share: shareOf(progressOf(result).learned, learnable),
    })),
    neighbours,
    targetShift,
    underflow,
    overfitting: overfittingIn(history) ?? null,
  };
}

/**
 * The share that can demonstrably be learned: the most that any network learned; 0 if that is almost nothing.
 */
function learnableOf(all: readonly Progress[]): number {
  const most = Math.max(...all.map(({ learned }) => learned));
  return most >= thresholds.able.value ? most : 0;
}

/**
 * The loss that lies as far between best constant answer and floor in one baseline as `loss` does in the
 * other.
 */
function inUnitsOf(own: Baseline, other: Baseline, loss: number): number {
  return own.floor + ((loss - other.floor) * (own.loss - own.floor)) / (other.loss - other.floor);
}

const shareOf = (learned: number, reference: number): number => (reference > 0 ? learned / reference : 0);

/**
 * Extrapolates the line through the third and the last quarter of the losses to the last step of the
 * experiment, or up to a limit set by the number of steps run. A fall no larger than the loss's change from
 * step to step does not count.
 */
function expectedShare(losses: Float64Array, asked: number, baseline: Baseline, reference: number): number {
  const quarter = losses.length >> 2;
  if (losses.length >= asked || quarter === 0) return 0;
  const last = median(losses.subarray(losses.length - quarter));
  const fall = median(losses.subarray(losses.length - 2 * quarter, losses.length - quarter)) - last;
  if (!(fall > swingOf(losses))) return 0;
  const ahead = Math.min(asked - losses.length, thresholds.lookAhead.value * losses.length);
  const loss = last - (fall / quarter) * ahead;
  return Math.min(1, shareOf(baseline.loss - loss, Math.max(0, baseline.loss - reference)));
}

/** The factors at step 0; the weights' part of the factor below a layer is that layer's. */
function signalOf(history: History, { start, bands }: Background): SignalEvidence[] {
  const norms = rowOf(history, 'delta_norm', 0);
  const [weights, ...others] = LEDGER_SERIES.map(name => rowOf(history, name, 0));
  const [skip, dropout, slope, normalization] = others;
  return bands.factors.map((reference, l) => {
    const factors = start.starts.map(own => own[l] / own[l + 1]);
    return {
      layer: l + 1,
      factor: norms[l] / norms[l + 1],
      predicted: start.predictions[l].factor,
      starts: [Math.min(...factors), Math.max(...factors)],
      reference,
      gain: {
        slope: dropout[l] * slope[l] * normalization[l],
        weights: l === 0 ? 1 : weights[l - 1] * skip[l - 1],
      },
    };
  });
}

/** The loss of signal through time of each recurrent layer, at the recorded steps. */
function timeOf(history: History, layers: readonly LayerSettings[]): TimeEvidence[] {
  let start = 0;
  return recurrentPlaces(layers).map(({ name, layer, positions }) => {
    const from = start;
    start += positions;
    const left = [...history.step.keys()].map(row => {
      const at = (series: SeriesName) => rowOf(history, series, row).slice(from, from + positions);
      return leftInTime(at);
    });
    return { layer, name, positions, atStart: left[0], later: median(Float64Array.from(left)) };
  });
}

/**
 * ln of the share of the last position's signal that reaches the first. For a cell with a state beside h it is the share of
 * the state's signal, since the state carries it past the gates. For other cells it is the product of the factors between
 * positions, so what enters on the way does not count.
 */
function leftInTime(at: (series: SeriesName) => readonly number[]): number {
  const state = at('time_state');
  if (state.every(Number.isFinite)) return log(state[0] / state[state.length - 1]);
  const [weights, slope] = [at('time_weights'), at('time_slope')];
  return weights.slice(0, -1).reduce((sum, weight, t) => {
    const factor = weight * slope[t + 1];
    return sum + (Number.isNaN(factor) ? Number.NEGATIVE_INFINITY : log(factor));
  }, 0);
}

function courseOf(history: History): Course {
  const rows = [...history.step.keys()];
  return {
    step: [...history.step],
    saturated: rows.map(row => rowOf(history, 'saturated', row)),
    dead: rows.map(row => rowOf(history, 'dead', row)),
  };
}
