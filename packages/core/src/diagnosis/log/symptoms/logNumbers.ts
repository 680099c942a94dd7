import type { ImportedRun } from '../../../log/importedRun.ts';
import type { LoggedSeries } from '../../../log/loggedSeries.ts';
import type { LoggedEvent } from '../../../log/runDetail.ts';
import type { Symptom } from '../../symptom.ts';
import { thresholds } from '../../thresholds.ts';
import { early, runSeries } from '../columns.ts';
import { type GradientProfile, widthsOf } from '../gradientProfile.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';

/**
 * A gradient that is not finite at a step with finite loss and parameters: an operation has no derivative
 * there.
 */
export function derivative(evidence: LogEvidence): Symptom[] {
  const first = evidence.run.detail ? firstBad(evidence) : firstLostGradient(evidence.run);
  if (!first?.what.startsWith('gradient ') || hasGrown(evidence, first.step)) return [];
  return [brokenSymptom('derivative', evidence, first)];
}

/**
 * For logs before schema 2, in which NaN also means not logged: the first step with weights and a finite loss
 * at which all gradients are missing, though other steps have them or the loss breaks later.
 */
function firstLostGradient({ series: { grad_l2, weight_l2, loss } }: ImportedRun): LoggedEvent | undefined {
  if (!grad_l2 || !weight_l2 || !loss) return undefined;
  const row = Array.from(grad_l2.step).findIndex(
    (step, at) =>
      rowOf(grad_l2, at).every(Number.isNaN) &&
      isAllFinite(weight_l2, weight_l2.step.indexOf(step)) &&
      isAllFinite(loss, loss.step.indexOf(step)),
  );
  const breaks = loss.values.some(value => !Number.isFinite(value));
  return row >= 0 && breaks ? { step: grad_l2.step[row], what: 'gradient ' } : undefined;
}

const rowOf = ({ columns, values }: LoggedSeries, row: number): Float64Array =>
  values.subarray(row * columns, (row + 1) * columns);

const isAllFinite = (series: LoggedSeries, row: number): boolean =>
  row >= 0 && rowOf(series, row).every(Number.isFinite);

/** A parameter that an update of ordinary size made no number: a number of the update is 0 or infinite in its format. */
export function precision(evidence: LogEvidence): Symptom[] {
  const first = firstBad(evidence);
  if (!first?.what.startsWith('update ') || hasGrown(evidence, first.step)) return [];
  return [brokenSymptom('precision', evidence, first)];
}

/** Gradients that survive the update, in most of the steps that report it: they are never set to zero. */
export function accumulating({ run }: LogEvidence): Symptom[] {
  const series = runSeries(run, 'accumulating');
  const rows = runSeries(run, 'grad_norm')?.step.length ?? 0;
  const count = series?.values.filter(value => value === 1).length ?? 0;
  if (rows < FEWEST_ACCUMULATING || !(count > rows / 2)) return [];
  return [
    {
      kind: 'accumulating',
      layers: null,
      step: series!.step[0],
      severity: 1,
      evidence: { share: count / rows },
    },
  ];
}

const FEWEST_ACCUMULATING = 3;

/** A loss that is no longer finite, or has run away. */
export function diverged({ run, progress }: LogEvidence): Symptom[] {
  // A loss below 0 may go anywhere.
  const risen = progress.startLoss > 0 ? progress.loss / progress.startLoss : Number.NaN;
  if (progress.divergedAt === null && !(risen > thresholds.risen.value)) return [];
  const broken = firstBrokenLayer(run.series);
  return [
    {
      kind: 'diverged',
      layers: broken === undefined ? null : [broken, broken],
      step: progress.divergedAt ?? lastStepOf(run),
      severity: 1,
      evidence: { finalLossOverStart: progress.divergedAt === null ? risen : Number.NaN },
    },
  ];
}

const lastStepOf = ({ series: { loss } }: ImportedRun): number => loss.step[loss.step.length - 1];

export function underflow({ profile }: LogEvidence): Symptom[] {
  const stop = zeroBelow(profile);
  if (stop === undefined || profile!.gradients[stop + 1] >= logThresholds.tiny.value) return [];
  return [underflowSymptom(profile!.step, stop + 1)];
}

/** The smallest positive number of each format, subnormal ones included. */
const SMALLEST: Readonly<Record<string, number>> = {
  float16: 2 ** -24,
  bfloat16: 2 ** -133,
  float32: 2 ** -149,
};

/**
 * A gradient of the first layer that must be 0 in the run's format: weights so small that even the largest product, the norms of
 * input, weights and δ multiplied, lies below the format's smallest number. Holds for chains of layers without normalization,
 * whose activations have slopes up to 1.
 */
export function belowFormat({ run, profile }: LogEvidence): Symptom[] {
  const { series, layers, detail } = run;
  const smallest = SMALLEST[detail?.dtype ?? ''];
  if (smallest === undefined || profile?.gradients[0] !== 0 || !isPlainChain(run)) return [];
  const last = layers.length - 1;
  const weights = layers.slice(1).map((_, l) => early(series.weight_l2, l + 1));
  const entries = (detail!.modules[0].inputs ?? [Number.NaN]).reduce((product, size) => product * size, 1);
  const input = early(runSeries(run, 'inputs_max')) * Math.sqrt(entries);
  const delta = early(series.delta_norm, last);
  const bound = weights.reduce((product, weight) => product * weight, input * delta);
  // Weights or errors that are exactly 0 are 0 in every format.
  if (!(bound > 0 && bound < smallest)) return [];
  const layer = profile.gradients.lastIndexOf(0) + 1;
  return [underflowSymptom(profile.step, layer)];
}

function isPlainChain({ layers, detail, orderKnown }: ImportedRun): boolean {
  const isChain = widthsOf(layers) !== undefined;
  return orderKnown !== false && isChain && !detail!.modules.some(({ kind }) => /norm/i.test(kind));
}

function underflowSymptom(step: number, layer: number): Symptom {
  return {
    kind: 'underflow',
    layers: [1, layer],
    step,
    severity: 1,
    evidence: { highestLayerWithoutSignal: layer },
  };
}

/** The last layer with a gradient of exactly 0 below one with a gradient, counted from 0. */
export function zeroBelow(profile: GradientProfile | undefined): number | undefined {
  const at = profile?.gradients.findLastIndex((gradient, l, all) => gradient === 0 && all[l + 1] > 0) ?? -1;
  return at < 0 ? undefined : at;
}

export const firstBad = ({ run }: LogEvidence): LoggedEvent | undefined => run.detail?.bad[0];

/**
 * Whether the gradient had grown to many times its first size before a step, as it does if training diverges.
 */
function hasGrown({ run }: LogEvidence, step: number): boolean {
  const series = runSeries(run, 'grad_norm');
  const first = early(series);
  const before = [...(series?.values ?? [])].filter(
    (_, row) => series!.step[row] <= step && Number.isFinite(series!.values[row]),
  );
  return Math.max(0, ...before) > logThresholds.grownBefore.value * first;
}

function brokenSymptom(
  kind: 'derivative' | 'precision',
  { run }: LogEvidence,
  { step, what }: LoggedEvent,
): Symptom {
  const parameter = what.slice(what.indexOf(' ') + 1);
  const layer = run.layers.findIndex(({ name }) => parameter.startsWith(`${name}.`)) + 1;
  return {
    kind,
    layers: layer > 0 ? [layer, layer] : null,
    step,
    severity: 1,
    evidence: { gradientNorm: early(runSeries(run, 'grad_norm')) },
  };
}

/**
 * In the first row with an infinite gradient, the last such layer: it is nearest the loss. NaN says nothing,
 * since it also means not logged.
 */
function firstBrokenLayer({ grad_l2, grad_mean, grad_max }: ImportedRun['series']): number | undefined {
  const logged = grad_l2 ?? grad_mean ?? grad_max;
  for (let row = 0; row < (logged?.step.length ?? 0); row++) {
    const { columns, values } = logged;
    const own = values.subarray(row * columns, (row + 1) * columns);
    const infinite = own.lastIndexOf(Number.POSITIVE_INFINITY);
    if (infinite >= 0) return infinite + 1;
  }
  return undefined;
}
