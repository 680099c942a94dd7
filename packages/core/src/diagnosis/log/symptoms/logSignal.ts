import { log } from '../../../engine/math/log.ts';
import { layerRange } from '../../layerRange.ts';
import { mean } from '../../mean.ts';
import type { Symptom } from '../../symptom.ts';
import { thresholds } from '../../thresholds.ts';
import type { GradientProfile } from '../gradientProfile.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';

type SignalKind = 'vanishing' | 'exploding';

/**
 * A gradient that is lost or gained over the layers by more than the reference or, without one, by more than
 * layers that train differ.
 */
export function overDepth(evidence: LogEvidence, kind: SignalKind): Symptom[] {
  const { bands, profile } = evidence;
  if (!profile) return [];
  const sign = kind === 'vanishing' ? -1 : 1;
  const edge = kind === 'vanishing' ? bands?.total.low : bands?.total.high;
  const excessOf = (ln: number) => sign * (ln - (edge ?? 0));
  const atStart = excessOf(profile.lnAtStart);
  const median = excessOf(profile.lnFirstOverLast);
  const excess = Number.isNaN(atStart) ? median : Math.min(median, atStart);
  const isSteady = bands !== undefined || -sign * profile.trend > logThresholds.trend.value;
  return excess > limitOf(evidence, kind) && isSteady ? [depthSymptom(kind, evidence, profile, excess)] : [];
}

function limitOf({ bands, profile, progress }: LogEvidence, kind: SignalKind): number {
  const ofWeights = kind === 'vanishing' ? thresholds.signalLost : thresholds.signalGained;
  const own = profile?.measure === 'delta_norm' ? logThresholds.signalOfUnits : ofWeights;
  const times = bands ? own.value : logThresholds.signalLostUnseen.value;
  return log(times * (Number.isNaN(progress.learned) ? logThresholds.unseenLoss.value : 1));
}

function depthSymptom(
  kind: SignalKind,
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
    axis: 'depth',
    layers,
    step,
    severity: severityOf(excess),
    evidence: {
      lnFirstOverLast,
      lnReferenceLow: bands?.total.low ?? Number.NaN,
      lnReferenceHigh: bands?.total.high ?? Number.NaN,
      lnFactor: mean(within),
      lnReferenceFactor: mean(reference),
    },
  };
}

/** A gradient that is lost or gained on its way back through the time steps, in the first row that has it. */
export function overTime({ run, progress }: LogEvidence, kind: SignalKind): Symptom[] {
  const { detail, layers } = run;
  if (!detail || progress.steps < logThresholds.fewestSteps.value) return [];
  const sign = kind === 'vanishing' ? -1 : 1;
  const found = Object.entries(detail.time).flatMap(([module, { columns, values, step }]) => {
    const row = Array.from(step).findIndex((_, at) => values[at * columns] >= 0);
    if (row < 0) return [];
    const known = [...values.subarray(row * columns, (row + 1) * columns)].filter(value => value >= 0);
    const few = Math.max(1, Math.floor(known.length * TIME_ENDS));
    const ends = [known.slice(0, few), known.slice(-few)].map(part => log(mean(part)));
    return [{ module, step: step[row], steps: known.length, lnFirstOverLast: ends[0] - ends[1] }];
  });
  const worst = found.sort((a, b) => sign * (b.lnFirstOverLast - a.lnFirstOverLast))[0];
  if (!worst) return [];
  const excess = sign * worst.lnFirstOverLast;
  if (!(excess > log(logThresholds.lostInTime.value))) return [];
  const layer =
    layers.findIndex(({ name }) => name === worst.module || name.startsWith(`${worst.module}.`)) + 1;
  return [
    {
      kind,
      axis: 'time',
      layers: layer > 0 ? [layer, layer] : null,
      timeSteps: [1, worst.steps],
      step: worst.step,
      severity: severityOf(excess),
      evidence: { lnFirstOverLast: worst.lnFirstOverLast, timeSteps: worst.steps },
    },
  ];
}

/** Time steps at either end that count together. */
const TIME_ENDS = 0.05;

/** The first numbers to break were in something that is run once a time step: it grew from one to the next. */
export function brokenInTime({ run: { detail, layers } }: LogEvidence): Symptom[] {
  const first = detail?.bad[0];
  const name = first?.what.startsWith('output ') ? first.what.slice('output '.length) : undefined;
  const module = detail?.modules.find(one => one.name === name);
  if (!first || !module || !(module.calls > 1 || module.sequence !== null)) return [];
  const own = module.name.split('>')[0];
  const layer = layers.findIndex(one => one.name === own || one.name.startsWith(`${own}.`)) + 1;
  const timeSteps = detail.time[own]?.columns ?? module.calls;
  return [
    {
      kind: 'exploding',
      axis: 'time',
      layers: layer > 0 ? [layer, layer] : null,
      timeSteps: [1, timeSteps],
      step: first.step,
      severity: 1,
      evidence: { lnFirstOverLast: Number.POSITIVE_INFINITY, timeSteps },
    },
  ];
}

const severityOf = (excess: number): number => (Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1);
