import type { LoggedSeries } from '../../../log/loggedSeries.ts';
import { rangeWhere } from '../../layerRange.ts';
import type { Symptom } from '../../symptom.ts';
import { thresholds } from '../../thresholds.ts';
import { columnOf } from '../columns.ts';
import type { LogEvidence } from '../logEvidence.ts';
import { logThresholds } from '../logThresholds.ts';
import { zeroBelow } from './logNumbers.ts';

/** Units that are off: as they were counted, or as gradients that are exactly 0. */
export function dead(evidence: LogEvidence): Symptom[] {
  const { run, profile } = evidence;
  const { series, layers } = run;
  const counted = overThreshold(series.dead, thresholds.dead.value);
  if (counted) return [unitSymptom('dead', counted)];
  const hidden = layers.length - 1;
  if (run.orderKnown === false) return [];
  // Inputs of 0 cause zeros in the gradient of the first layer, and the last layer has no units that could be off.
  const canBeOff = (l: number) => l > 0 && l < hidden && !NEVER_OFF.test(layers[l].activation ?? '');
  const over = overThreshold(series.grad_zeros, logThresholds.zeros.value, canBeOff);
  if (over) return [unitSymptom('dead', over)];
  const ended = endOfLearning(evidence);
  if (ended) return [unitSymptom('dead', ended)];
  const stop = zeroBelow(profile);
  if (stop === undefined || !(profile!.gradients[stop + 1] >= logThresholds.tiny.value)) return [];
  return [unitSymptom('dead', { step: profile!.step, range: [stop + 1, stop + 1], largest: 1 })];
}

/** Activations whose slope is nowhere 0: a gradient that is 0 below them was too small for its format. */
const NEVER_OFF =
  /^(?:log_?sigmoid|sigmoid|tanh|gelu|silu|swish|mish|softplus|softsign|leaky_?relu|elu|selu)$/i;

/** Values at the flat ends of a bounded activation. */
export function saturated({ run: { series, layers } }: LogEvidence): Symptom[] {
  const isBounded = (l: number) => !UNBOUNDED.test(layers[l]?.activation ?? '');
  const over = overThreshold(series.saturated, thresholds.saturated.value, isBounded);
  return over ? [unitSymptom('saturated', over)] : [];
}

/** Activations that are flat on at most one side: values there are off, which is `dead`. */
const UNBOUNDED = /relu|elu|silu|swish|mish|softplus/i;

/**
 * Hidden layers whose units all have the same weights in the first rows. A layer that is wholly off is left out: it has no gradient
 * that could make its units differ.
 */
export function symmetric({ run: { detail, layers, series } }: LogEvidence): Symptom[] {
  const spread = detail?.parameterSeries.weight_spread;
  if (!spread) return [];
  const last = detail.parameters.length - 1;
  const isAlike = (column: number) => {
    const rows = columnOf(spread, column).slice(0, ALIKE_ROWS);
    return rows.length === ALIKE_ROWS && rows.every(value => value < logThresholds.alikeUnits.value);
  };
  const isOff = (parameter: string) => {
    const layer = layers.findIndex(({ name }) => parameter.startsWith(`${name}.`));
    const rows = columnOf(series.dead, layer).slice(0, ALIKE_ROWS);
    return rows.length > 0 && rows.every(share => share === 1);
  };
  const alike = detail.parameters.map(
    ({ name, shape, frozen }, i) =>
      i < last && !frozen && shape.length === 2 && shape[0] > 1 && isAlike(i) && !isOff(name),
  );
  const range = rangeWhere(alike, Boolean);
  if (!range) return [];
  return [{ kind: 'symmetric', layers: range, step: 0, severity: 1, evidence: { distinctUnits: 0 } }];
}

/**
 * Weights that start at zero on purpose, as in a branch or an adapter, are no longer alike after some
 * updates.
 */
const ALIKE_ROWS = 3;

/**
 * Whether the layers below the last have lost all gradient though a loss remains: all units above some layer
 * are off.
 */
export function endOfLearning({ run, progress }: LogEvidence): Over | undefined {
  const { series, layers } = run;
  const { grad_l2 } = series;
  if (run.orderKnown === false) return undefined;
  if (!grad_l2 || layers.length < 2 || grad_l2.step.length < FEWEST_ROWS) return undefined;
  if (!(progress.loss > FINISHED * progress.startLoss)) return undefined;
  const { columns, values, step } = grad_l2;
  const isOff = (row: number) => {
    const hidden = values.subarray(row * columns, (row + 1) * columns - 1);
    return hidden.every(value => value === 0);
  };
  let from = step.length;
  while (from > 0 && isOff(from - 1)) from--;
  if (step.length - from < FEWEST_ROWS) return undefined;
  return { step: step[from], range: [1, columns - 1], largest: 1 };
}

const FEWEST_ROWS = 5;
/** A loss below this share of the first is practically none: then there may be no gradient. */
const FINISHED = 1e-3;

interface Over {
  readonly step: number;
  readonly range: readonly [number, number];
  readonly largest: number;
}

/** The largest share, plus the rounding of float32. */
const MOST_SHARE = 1 + 1e-6;

/**
 * The first row in which a share is over the threshold in some layer that counts, and stays so in most rows
 * that follow. A value beyond {@link MOST_SHARE} is not a share, but a count or a percentage.
 */
function overThreshold(
  series: LoggedSeries | undefined,
  threshold: number,
  counts: (l: number) => boolean = () => true,
): Over | undefined {
  if (!series || series.values.some(share => share > MOST_SHARE)) return undefined;
  const { columns, step } = series;
  const persists = Array.from({ length: columns }, (_, l) => {
    const known = columnOf(series, l)
      .map((share, row) => ({ share, row }))
      .filter(({ share }) => !Number.isNaN(share));
    const first = known.findIndex(({ share }) => share > threshold);
    const rest = known.slice(first);
    const over = rest.filter(({ share }) => share > threshold);
    const isOver = counts(l) && first >= 0 && over.length >= logThresholds.persistent.value * rest.length;
    return isOver
      ? { row: known[first].row, largest: Math.max(...over.map(({ share }) => share)) }
      : undefined;
  });
  const range = rangeWhere(persists, one => one !== undefined);
  if (!range) return undefined;
  const found = persists.flatMap(one => one ?? []);
  return {
    step: step[Math.min(...found.map(({ row }) => row))],
    range,
    largest: Math.max(...found.map(({ largest }) => largest)),
  };
}

function unitSymptom(kind: 'dead' | 'saturated', { step, range, largest }: Over): Symptom {
  return { kind, layers: range, step, severity: largest, evidence: { largestShare: largest } };
}
