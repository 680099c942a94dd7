import { exp } from '../../engine/math/exp.ts';
import { log } from '../../engine/math/log.ts';
import { ratioText } from '../../text/shareText.ts';
import { rangeText, valueText } from '../../text/valueText.ts';
import { layerRange } from '../layerRange.ts';
import { type GradientProfile, signalProfile } from '../log/gradientProfile.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { mean } from '../mean.ts';
import { thresholds } from '../thresholds.ts';
import type { Found, Numbers } from './symptomRules.ts';

type SignalKind = 'vanishing' | 'exploding';

/**
 * A gradient that is lost or gained over the layers by more than the reference or, without one, by more than
 * layers that train differ.
 */
export function overDepth(evidence: LogEvidence, kind: SignalKind): Found | undefined {
  const { bands, profile } = evidence;
  if (!profile) return undefined;
  const sign = kind === 'vanishing' ? -1 : 1;
  const edge = kind === 'vanishing' ? bands?.total.low : bands?.total.high;
  const excessOf = (ln: number) => sign * (ln - (edge ?? 0));
  const atStart = excessOf(profile.lnAtStart);
  const median = excessOf(profile.lnFirstOverLast);
  const excess = Number.isNaN(atStart) ? median : Math.min(median, atStart);
  const isSteady = bands !== undefined || -sign * profile.trend > logThresholds.trend.value;
  return excess > limitOf(evidence, kind) && isSteady
    ? depthFound(kind, evidence, profile, excess)
    : undefined;
}

function limitOf({ bands, profile, progress }: LogEvidence, kind: SignalKind): number {
  const ofWeights = kind === 'vanishing' ? thresholds.signalLost : thresholds.signalGained;
  const own = profile?.measure === 'delta_norm' ? logThresholds.signalOfUnits : ofWeights;
  const times = bands ? own.value : logThresholds.signalLostUnseen.value;
  return log(times * (Number.isNaN(progress.learned) ? logThresholds.unseenLoss.value : 1));
}

function depthFound(
  kind: SignalKind,
  { bands }: LogEvidence,
  { gradients, lnFirstOverLast, step }: GradientProfile,
  excess: number,
): Found {
  const sign = kind === 'vanishing' ? -1 : 1;
  const factors = gradients.slice(1).map((above, l) => log(gradients[l] / above));
  const layers = layerRange(
    factors.map((factor, l) => sign * (factor - Math.min(0, bands?.factors[l].mean ?? 0))),
  );
  const within = factors.slice(layers[0] - 1, layers[1]).filter(factor => !Number.isNaN(factor));
  const reference = bands?.factors.slice(layers[0] - 1, layers[1]).map(({ mean }) => mean) ?? [];
  return {
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
export function overTime({ run, progress }: LogEvidence, kind: SignalKind): Found | undefined {
  const { detail, layers } = run;
  if (!detail || progress.steps < logThresholds.fewestSteps.value) return undefined;
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
  if (!worst) return undefined;
  const excess = sign * worst.lnFirstOverLast;
  if (!(excess > log(logThresholds.lostInTime.value))) return undefined;
  const layer =
    layers.findIndex(({ name }) => name === worst.module || name.startsWith(`${worst.module}.`)) + 1;
  return {
    axis: 'time',
    layers: layer > 0 ? [layer, layer] : null,
    timeSteps: [1, worst.steps],
    step: worst.step,
    severity: severityOf(excess),
    evidence: { lnFirstOverLast: worst.lnFirstOverLast, timeSteps: worst.steps },
  };
}

/** Time steps at either end that count together. */
const TIME_ENDS = 0.05;

const severityOf = (excess: number): number => (Number.isFinite(excess) ? 1 - 1 / (1 + excess) : 1);

/** As {@link overDepth}, of the norms of δ. */
export function signalOverDepth(evidence: LogEvidence, kind: SignalKind): Found | undefined {
  const signal = signalProfile(evidence.run);
  return signal && overDepth({ ...evidence, ...signal }, kind);
}

export function loggedSignalText({
  lnFirstOverLast,
  lnFactor,
  lnReferenceFactor,
  lnReferenceLow,
  lnReferenceHigh,
}: Numbers): string {
  const own = `a factor of ${valueText(exp(lnFactor))} a layer`;
  const ends = `the first layer’s gradient is ${ratioText(exp(lnFirstOverLast))} the last one’s`;
  if (Number.isNaN(lnReferenceFactor)) return `${own}; ${ends}`;
  const band = rangeText([exp(lnReferenceLow), exp(lnReferenceHigh)]);
  return `${own}, but random starts of these shapes that train show ${valueText(exp(lnReferenceFactor))}; ${ends}, theirs ${band}`;
}
