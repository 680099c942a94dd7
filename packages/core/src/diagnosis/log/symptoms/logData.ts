import type { ImportedRun } from '../../../log/importedRun.ts';
import type { LoggedSeries } from '../../../log/loggedSeries.ts';
import type { Symptom } from '../../symptom.ts';
import { isMismatch } from '../../symptoms/data.ts';
import { thresholds } from '../../thresholds.ts';
import { columnOf, early, late, runSeries } from '../columns.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';

/**
 * Targets that belong to other inputs: a sample's nearest neighbours predict its target no better than chance, and the network
 * has not learned it either. Says nothing of sequences and of inputs with many features, which have no near neighbours.
 */
export function mismatch({ run, progress }: LogEvidence): Symptom[] {
  if (!(progress.learned < thresholds.learned.value) || progress.steps < logThresholds.fewestSteps.value)
    return [];
  const isSequence = run.detail?.modules.some(({ sequence }) => sequence !== null);
  if (isSequence || featuresOf(run) > logThresholds.neighbourFeatures.value) return [];
  const [score, deviation, ties] = (['', '_deviation', '_ties'] as const).map(part =>
    latest(runSeries(run, `neighbours${part}`)),
  );
  if (!isMismatch({ score, chance: 0, deviation, ties })) return [];
  const evidence = { neighbourScore: score, chance: 0, chanceDeviation: deviation };
  return [{ kind: 'mismatch', layers: null, step: 0, severity: 1, evidence }];
}

/** The last value, which is of the most samples; NaN if there is none. */
const latest = (series: LoggedSeries | undefined): number =>
  columnOf(series, 0).findLast(Number.isFinite) ?? Number.NaN;

/** Inputs far from size 1, far from 0, or of very different sizes, into a network that does not begin by normalizing them. */
export function badlyScaled({ run }: LogEvidence): Symptom[] {
  const [mean, deviation, least, most] = (['mean', 'std', 'least', 'most'] as const).map(name =>
    early(runSeries(run, `inputs_${name}`)),
  );
  const rms = Math.hypot(mean, deviation);
  if (Number.isNaN(rms) || startsNormalized(run)) return [];
  const limit = thresholds.inputScale.value;
  // Rows of unit length have small entries, and are as large as a network expects its inputs to be.
  const length = rms * Math.sqrt(featuresOf(run));
  const size = Math.max(rms / limit, length > 0 ? 1 / (length * limit) : 0);
  const offset = deviation > 0 ? Math.abs(mean) / deviation / limit : 0;
  // A nearly constant feature does no harm unless another one is large.
  const spread = most > SMALL ? most / least / thresholds.featureSpread.value : 0;
  return scaleSymptom('badlyScaled', [1, 1], Math.max(size, offset, spread || 0), {
    rms,
    largestDeviation: most,
    smallestDeviation: least,
    offset: offset * limit,
  });
}

/** A deviation no larger than what initializers are made for. */
const SMALL = 3;

function startsNormalized({ detail }: ImportedRun): boolean {
  return /norm/i.test(detail?.modules[0]?.kind ?? '');
}

const featuresOf = ({ detail }: ImportedRun): number =>
  (detail?.modules[0]?.inputs ?? []).slice(1).reduce((product, size) => product * size, 1);

/** Losses that grow with the targets. */
const FEELS_SIZE = ['mse_loss', 'l1_loss', 'smooth_l1_loss', 'huber_loss'];

/** Targets far from size 1 under a loss that feels it; without targets in the log, a loss that says so by its own size. */
export function targetScale(evidence: LogEvidence): Symptom[] {
  const { run, progress } = evidence;
  const last = run.layers.length;
  const layers = last > 0 ? ([last, last] as const) : null;
  const kind = run.detail?.loss?.kind;
  if (run.detail && kind && FEELS_SIZE.includes(kind)) {
    const [mean, deviation] = (['mean', 'std'] as const).map(name => late(runSeries(run, `targets_${name}`)));
    const rms = Math.hypot(mean, deviation);
    const limit = thresholds.inputScale.value;
    const excess = Math.max(rms / limit, rms > 0 ? 1 / (rms * limit) : 0);
    return scaleSymptom('targetScale', layers, excess, {
      rms,
      largestDeviation: deviation,
      smallestDeviation: deviation,
      offset: deviation > 0 ? Math.abs(mean) / deviation : 0,
    });
  }
  if (run.detail?.loss?.kind || progress.divergedAt !== null) return [];
  const size = Math.min(progress.startLoss, progress.loss);
  if (!progress.isHuge) return [];
  return scaleSymptom('targetScale', layers, size / logThresholds.hugeLoss.value, { loss: size });
}

function scaleSymptom(
  kind: 'badlyScaled' | 'targetScale',
  layers: Symptom['layers'],
  excess: number,
  evidence: Record<string, number>,
): Symptom[] {
  if (!(excess > 1)) return [];
  return [{ kind, layers, step: 0, severity: 1 - 1 / (1 + excess), evidence }];
}
