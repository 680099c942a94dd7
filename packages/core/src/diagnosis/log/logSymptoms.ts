import { log } from '../../engine/math/log.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedSeries } from '../../log/loggedSeries.ts';
import type { Bands } from '../bands.ts';
import { layerRange, rangeWhere } from '../layerRange.ts';
import { mean } from '../mean.ts';
import type { Symptom, SymptomKind } from '../symptom.ts';
import { thresholds } from '../thresholds.ts';
import type { GradientProfile } from './gradientProfile.ts';
import type { LogProgress } from './logProgress.ts';
import { logThresholds } from './logThresholds.ts';

/** All that symptoms of a log are told from. */
export interface LogEvidence {
  readonly run: ImportedRun;
  readonly progress: LogProgress;
  /** Undefined where no gradients of several layers were logged. */
  readonly profile: GradientProfile | undefined;
  /** Undefined where the shapes are not known. */
  readonly bands: Bands | undefined;
}

/** Whether a run gets somewhere; undefined where its log does not say. */
export function logTrains({ progress: { learned, divergedAt } }: LogEvidence): boolean | undefined {
  if (divergedAt !== null) return false;
  return Number.isNaN(learned) ? undefined : learned >= thresholds.learned.value;
}

/** What is wrong, the most upstream first, as of own runs; none where the run gets somewhere. */
export function logSymptomsOf(evidence: LogEvidence): Symptom[] {
  if (logTrains(evidence)) return [];
  const found = [
    ...dead(evidence),
    ...saturated(evidence),
    ...signal(evidence, 'exploding'),
    ...signal(evidence, 'vanishing'),
    ...diverged(evidence),
    ...oscillating(evidence),
    ...underflow(evidence),
  ];
  return found.length > 0 ? found : stalled(evidence);
}

/** A gradient that is lost or gained beyond the reference, or, without one, beyond what layers that train differ by. */
function signal(evidence: LogEvidence, kind: 'vanishing' | 'exploding'): Symptom[] {
  const { bands, profile } = evidence;
  if (!profile) return [];
  const sign = kind === 'vanishing' ? -1 : 1;
  const edge = kind === 'vanishing' ? bands?.total.low : bands?.total.high;
  const excess = sign * (profile.lnFirstOverLast - (edge ?? 0));
  const isSteady = bands !== undefined || -sign * profile.trend > logThresholds.trend.value;
  return excess > limitOf(evidence, kind) && isSteady ? [signalSymptom(kind, evidence, profile, excess)] : [];
}

function limitOf({ bands, progress }: LogEvidence, kind: 'vanishing' | 'exploding'): number {
  const own = kind === 'vanishing' ? thresholds.signalLost : thresholds.signalGained;
  const times = bands ? own.value : logThresholds.signalLostUnseen.value;
  return log(times * (Number.isNaN(progress.learned) ? logThresholds.unseenLoss.value : 1));
}

function signalSymptom(
  kind: 'vanishing' | 'exploding',
  { bands }: LogEvidence,
  { gradients, lnFirstOverLast, step }: GradientProfile,
  excess: number,
): Symptom {
  const sign = kind === 'vanishing' ? -1 : 1;
  const factors = gradients.slice(1).map((above, l) => log(gradients[l] / above));
  const layers = layerRange(
    factors.map((factor, l) => sign * (factor - Math.min(0, bands?.factors[l].mean ?? 0))),
  );
  const within = factors.slice(layers[0] - 1, layers[1]).filter(factor => !Number.isNaN(factor));
  const reference = bands?.factors.slice(layers[0] - 1, layers[1]).map(({ mean }) => mean) ?? [];
  return {
    kind,
    layers,
    step,
    severity: Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1,
    evidence: {
      lnFirstOverLast,
      lnReferenceLow: bands?.total.low ?? Number.NaN,
      lnReferenceHigh: bands?.total.high ?? Number.NaN,
      lnFactor: mean(within),
      lnReferenceFactor: mean(reference),
    },
  };
}

/** Units that are off: as they were counted, or as gradients that are exactly 0. */
function dead({ run: { series, layers }, profile }: LogEvidence): Symptom[] {
  const counted = overThreshold(series.dead, thresholds.dead.value);
  if (counted) return [unitSymptom('dead', counted)];
  const zeros = series.grad_zeros;
  const hidden = layers.length - 1;
  // Inputs that are 0 make zeros in the gradient of the first layer, and there are no units in the last one to be off.
  const over = overThreshold(zeros, logThresholds.zeros.value, l => l > 0 && l < hidden);
  if (over) return [unitSymptom('dead', over)];
  const stop = zeroBelow(profile);
  if (stop === undefined || !(profile!.gradients[stop + 1] >= logThresholds.tiny.value)) return [];
  const layer = stop + 1;
  return [
    {
      kind: 'dead',
      layers: [layer, layer],
      step: profile!.step,
      severity: 1,
      evidence: { largestShare: 1 },
    },
  ];
}

/** The last layer with a gradient of exactly 0 below one that has some, counted from 0. */
function zeroBelow(profile: GradientProfile | undefined): number | undefined {
  const at = profile?.gradients.findLastIndex((gradient, l, all) => gradient === 0 && all[l + 1] > 0) ?? -1;
  return at < 0 ? undefined : at;
}

function underflow({ profile }: LogEvidence): Symptom[] {
  const stop = zeroBelow(profile);
  if (stop === undefined || profile!.gradients[stop + 1] >= logThresholds.tiny.value) return [];
  const layer = stop + 1;
  return [
    {
      kind: 'underflow',
      layers: [1, layer],
      step: profile!.step,
      severity: 1,
      evidence: { highestLayerWithoutSignal: layer },
    },
  ];
}

function saturated({ run: { series } }: LogEvidence): Symptom[] {
  const over = overThreshold(series.saturated, thresholds.saturated.value);
  return over ? [unitSymptom('saturated', over)] : [];
}

interface Over {
  readonly step: number;
  readonly range: readonly [number, number];
  readonly largest: number;
}

/** The largest share, with what float32 may add to it. */
const MOST_SHARE = 1 + 1e-6;

/** The first row in which a share is over the threshold in some layer that counts. What goes beyond {@link MOST_SHARE} is no share, but a count or a percentage. */
function overThreshold(
  series: ImportedRun['series'][string] | undefined,
  threshold: number,
  counts: (l: number) => boolean = () => true,
): Over | undefined {
  if (series?.values.some(share => share > MOST_SHARE)) return undefined;
  for (let row = 0; row < (series?.step.length ?? 0); row++) {
    const { columns, values, step } = series!;
    const shares = [...values.subarray(row * columns, (row + 1) * columns)];
    const isOver = (share: number, l: number) => share > threshold && counts(l);
    const range = rangeWhere(shares, isOver);
    if (range) return { step: step[row], range, largest: Math.max(...shares.filter(isOver)) };
  }
  return undefined;
}

function unitSymptom(kind: 'dead' | 'saturated', { step, range, largest }: Over): Symptom {
  return { kind, layers: range, step, severity: largest, evidence: { largestShare: largest } };
}

function diverged({ run: { series }, progress }: LogEvidence): Symptom[] {
  const risen = progress.loss / progress.startLoss;
  if (progress.divergedAt === null && !(risen > thresholds.risen.value)) return [];
  const broken = firstBrokenLayer(series);
  return [
    {
      kind: 'diverged',
      layers: broken === undefined ? null : [broken, broken],
      step: progress.divergedAt ?? lastStepOf(series.loss),
      severity: 1,
      evidence: { finalLossOverStart: progress.divergedAt === null ? risen : Number.NaN },
    },
  ];
}

const lastStepOf = ({ step }: LoggedSeries): number => step[step.length - 1];

/** In the first row with an infinite gradient the last such layer: it is nearest the loss. NaN says nothing: it is also what was not logged. */
function firstBrokenLayer({ grad_l2, grad_mean, grad_max }: ImportedRun['series']): number | undefined {
  const logged = grad_l2 ?? grad_mean ?? grad_max;
  for (let row = 0; row < (logged?.step.length ?? 0); row++) {
    const { columns, values } = logged!;
    const own = values.subarray(row * columns, (row + 1) * columns);
    const infinite = own.lastIndexOf(Number.POSITIVE_INFINITY);
    if (infinite >= 0) return infinite + 1;
  }
  return undefined;
}

function oscillating({ run: { series }, progress: { swing, rows } }: LogEvidence): Symptom[] {
  if (!(swing > logThresholds.swingOfStart.value) || rows < FEWEST_ROWS) return [];
  const severity = 1 - 1 / (1 + swing / logThresholds.swingOfStart.value);
  return [
    { kind: 'oscillating', layers: null, step: series.loss.step[rows >> 1], severity, evidence: { swing } },
  ];
}

/** A loss of fewer rows has no course. */
const FEWEST_ROWS = 10;

/** A loss that stays where it began, where nothing else says why. */
function stalled({ run: { series }, progress }: LogEvidence): Symptom[] {
  const { gone, steps, rows, accuracy } = progress;
  if (!(gone < logThresholds.flat.value) || accuracy >= logThresholds.accurate.value) return [];
  if (steps < logThresholds.fewestSteps.value || rows < FEWEST_ROWS) return [];
  const ratios = series.update_ratio?.values.filter(Number.isFinite) ?? [];
  const updateRatio = ratios.length > 0 ? ratios.reduce((a, b) => Math.max(a, b)) : Number.NaN;
  return [
    {
      kind: 'stalled' satisfies SymptomKind,
      layers: null,
      step: 0,
      severity: 1 - gone,
      evidence: { gone, updateRatio },
    },
  ];
}
