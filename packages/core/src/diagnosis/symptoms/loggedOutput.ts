import type { ImportedRun } from '../../log/importedRun.ts';
import { percentText } from '../../text/shareText.ts';
import { valueText } from '../../text/valueText.ts';
import { columnOf, early, late, runSeries } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import type { Found, Numbers } from './symptomRules.ts';

/** The range of an output activation: `[low, high]`. */
const RANGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  relu: [0, Number.POSITIVE_INFINITY],
  sigmoid: [0, 1],
  softmax: [0, 1],
  tanh: [-1, 1],
};

/** Operations that turn an output into probabilities. */
const PROBABILITIES = ['softmax', 'log_softmax', 'sigmoid', 'log_sigmoid', 'softplus', 'exp', 'logsumexp'];
/** Losses that take scores, not probabilities. */
const TAKES_SCORES = ['cross_entropy', 'nll_loss', 'binary_cross_entropy_with_logits'];

/** An output that cannot give what the targets or the loss require. */
export function outputInLog({ run, progress }: LogEvidence): Found | undefined {
  if (givesNoGradient(run) || (progress.loss > 0 && isCutOff(run)))
    return lastLayer(run, { largestGradient: 0 });
  const loss = run.detail?.loss;
  if (!loss) return silentOutputs(run);
  const [activation] = loss.operations.filter(name => name in RANGES || PROBABILITIES.includes(name));
  const isOfScores = loss.kind !== null && TAKES_SCORES.includes(loss.kind);
  if (activation && activation in RANGES) {
    if (isOfScores) return activation === 'relu' ? lastLayer(run, {}) : undefined;
    if (isBeyond(run, RANGES[activation])) return lastLayer(run, targetsOf(run));
  }
  return takesLogarithmOfScores(run, loss.operations) ? lastLayer(run, {}) : undefined;
}

/**
 * Outputs most of which have no gradient at all: a loss of scores moves all of them, unless they have an
 * activation such as ReLU.
 */
function silentOutputs(run: ImportedRun): Found | undefined {
  const { layers, series } = run;
  const last = layers.length - 1;
  if (!((layers[last]?.fanOut ?? 0) > 1)) return undefined;
  const zeros = late(series.grad_zeros, last);
  return zeros < 1 && zeros > logThresholds.silentOutputs.value
    ? lastLayer(run, { silentShare: zeros })
    : undefined;
}

/**
 * Whether a network of one output had a gradient of exactly 0 in all layers from its first step on: its
 * answer does not depend on its weights, as behind a ReLU that is off or a softmax of one unit. If hidden
 * units are known to be off, they are the reason.
 */
function givesNoGradient({ series: { grad_l2, dead }, layers }: ImportedRun): boolean {
  if (!grad_l2 || grad_l2.step.length < FEWEST_ROWS || layers.at(-1)?.fanOut !== 1) return false;
  const isHidden = dead?.values.subarray(0, dead.columns - 1).some(share => share === 1);
  return !isHidden && grad_l2.values.every(value => value === 0);
}

/** Whether the last layer's own outputs never had a signal: later operations discard them. */
function isCutOff({ series: { delta_norm }, layers }: ImportedRun): boolean {
  if (delta_norm?.columns !== layers.length) return false;
  const known = columnOf(delta_norm, layers.length - 1).filter(value => !Number.isNaN(value));
  return known.length >= FEWEST_ROWS && known.every(value => value === 0);
}

const FEWEST_ROWS = 5;

/** Probabilities computed twice: the loss treats them as scores, and hardly reacts to them. */
export function flattenedInLog({ run }: LogEvidence): Found | undefined {
  const loss = run.detail?.loss;
  if (!loss?.kind || !TAKES_SCORES.includes(loss.kind)) return undefined;
  const made = loss.operations.filter(name => ['softmax', 'log_softmax', 'sigmoid', 'tanh'].includes(name));
  const bounded = made[0] === 'sigmoid' || made[0] === 'tanh';
  return made.length > 1 || (bounded && loss.kind === 'binary_cross_entropy_with_logits')
    ? lastLayer(run, {})
    : undefined;
}

function isBeyond(run: ImportedRun, [low, high]: readonly [number, number]): boolean {
  const [least, most] = (['low', 'high'] as const).map(name => late(runSeries(run, `targets_${name}`)));
  const slack = logThresholds.fromOutside.value * (most - least);
  return least < low - slack || most > high + slack;
}

/**
 * A hand-written loss that takes the logarithm of outputs that nothing has turned into probabilities, and
 * that are none.
 */
function takesLogarithmOfScores(run: ImportedRun, operations: readonly string[]): boolean {
  if (run.detail!.loss!.kind !== null || !operations.includes('log')) return false;
  if (operations.some(name => PROBABILITIES.includes(name))) return false;
  const [least, most] = (['low', 'high'] as const).map(name => early(runSeries(run, `outputs_${name}`)));
  return least < 0 || most > 1;
}

function targetsOf(run: ImportedRun): Record<string, number> {
  const [least, most] = (['low', 'high'] as const).map(name => late(runSeries(run, `targets_${name}`)));
  return { leastTarget: least, largestTarget: most };
}

function lastLayer({ layers: { length } }: ImportedRun, evidence: Numbers): Found {
  return { layers: length > 0 ? [length, length] : null, severity: 1, evidence };
}

export function loggedOutputText({
  leastTarget,
  largestTarget,
  largestGradient,
  silentShare,
}: Numbers): string {
  if (silentShare !== undefined)
    return `${percentText(silentShare)} of the gradient of the outputs’ weights is exactly 0, as behind a ReLU on the outputs`;
  if (largestGradient === 0)
    return 'the gradient is exactly 0 in all layers: the answers do not depend on the weights';
  return leastTarget === undefined
    ? 'its activation and the loss do not go together'
    : `its activation cannot reach targets from ${valueText(leastTarget)} to ${valueText(largestTarget)}`;
}
