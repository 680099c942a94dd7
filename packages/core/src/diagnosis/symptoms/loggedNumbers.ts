import type { LoggedEvent } from '../../log/runDetail.ts';
import { early, runSeries } from '../log/columns.ts';
import type { GradientProfile } from '../log/gradientProfile.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import type { Found } from './symptomRules.ts';

export const firstBad = ({ run }: LogEvidence): LoggedEvent | undefined => run.detail?.bad[0];

/** A number that broke while the gradient was of ordinary size. */
export function broken(evidence: LogEvidence, { step, what }: LoggedEvent): Found | undefined {
  if (hasGrown(evidence, step)) return undefined;
  const { run } = evidence;
  const parameter = what.slice(what.indexOf(' ') + 1);
  const layer = run.layers.findIndex(({ name }) => parameter.startsWith(`${name}.`)) + 1;
  return {
    layers: layer > 0 ? [layer, layer] : null,
    step,
    severity: 1,
    evidence: { gradientNorm: early(runSeries(run, 'grad_norm')) },
  };
}

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

/** The last layer with a gradient of exactly 0 below one with a gradient, counted from 0. */
export function zeroBelow(profile: GradientProfile | undefined): number | undefined {
  const at = profile?.gradients.findLastIndex((gradient, l, all) => gradient === 0 && all[l + 1] > 0) ?? -1;
  return at < 0 ? undefined : at;
}
