import type { ImportedRun } from '../../../log/importedRun.ts';
import type { Symptom } from '../../symptom.ts';
import { columnOf, early, late, runSeries } from '../columns.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';
import { mayBeOnPlateau } from './logDescent.ts';

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
export function output({ run, progress }: LogEvidence): Symptom[] {
  if (givesNoGradient(run) || (progress.loss > 0 && isCutOff(run)))
    return [outputSymptom(run, { largestGradient: 0 })];
  const loss = run.detail?.loss;
  if (!loss) return silentOutputs(run);
  const [activation] = loss.operations.filter(name => name in RANGES || PROBABILITIES.includes(name));
  const isOfScores = loss.kind !== null && TAKES_SCORES.includes(loss.kind);
  if (activation && activation in RANGES) {
    if (isOfScores) return activation === 'relu' ? [outputSymptom(run, {})] : [];
    if (isBeyond(run, RANGES[activation])) return [outputSymptom(run, targetsOf(run))];
  }
  return takesLogarithmOfScores(run, loss.operations) ? [outputSymptom(run, {})] : [];
}

/**
 * Outputs most of which have no gradient at all: a loss of scores moves all of them, unless they have an
 * activation such as ReLU.
 */
function silentOutputs(run: ImportedRun): Symptom[] {
  const { layers, series } = run;
  const last = layers.length - 1;
  if (!((layers[last]?.fanOut ?? 0) > 1)) return [];
  const zeros = late(series.grad_zeros, last);
  return zeros < 1 && zeros > logThresholds.silentOutputs.value
    ? [outputSymptom(run, { silentShare: zeros })]
    : [];
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
export function flattened({ run }: LogEvidence): Symptom[] {
  const loss = run.detail?.loss;
  if (!loss?.kind || !TAKES_SCORES.includes(loss.kind)) return [];
  const made = loss.operations.filter(name => ['softmax', 'log_softmax', 'sigmoid', 'tanh'].includes(name));
  const bounded = made[0] === 'sigmoid' || made[0] === 'tanh';
  return made.length > 1 || (bounded && loss.kind === 'binary_cross_entropy_with_logits')
    ? [outputSymptom(run, {})]
    : [];
}

/** The same answer to every input, though the targets differ. */
export function collapsed({ run }: LogEvidence): Symptom[] {
  const answers = late(runSeries(run, 'outputs_across'));
  const targets = late(runSeries(run, 'targets_across'));
  const size = late(runSeries(run, 'outputs_std'));
  const other = targets > 0 ? targets : size;
  if (!(answers < logThresholds.sameAnswers.value * other) || mayBeOnPlateau(run)) return [];
  const { step } = runSeries(run, 'outputs_across')!;
  return [
    {
      kind: 'collapsed',
      layers: null,
      step: step[step.length >> 1],
      severity: 1,
      evidence: { answers, targets },
    },
  ];
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

function outputSymptom({ layers }: ImportedRun, evidence: Record<string, number>): Symptom {
  const last = layers.length;
  return { kind: 'output', layers: last > 0 ? [last, last] : null, step: 0, severity: 1, evidence };
}
