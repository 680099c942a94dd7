import type { Table } from '../../data/table.ts';
import { RandomState } from '../../random/randomState.ts';
import { evenly, type TwinInputs } from './twinInputs.ts';
import type { TwinTargets } from './twinTask.ts';

/** Share of the inputs' variance that lies between the centres of classes. */
const BETWEEN_CLASSES = 0.8;
/** The curved part of the values to learn, relative to the straight part. */
const CURVED = 0.5;

/** The columns of a twin's table. */
export const [INPUTS, TARGETS] = ['X', 'y'];

/**
 * Newly drawn, learnable data: clusters of points for classes; for values a straight part and, unless
 * `isStraight`, a curved one. Each feature and each target has exactly the requested mean and deviation.
 *
 * @param seed of `RandomState`
 * @returns `X` `[samples, features]` and `y` `[samples]` or `[samples, outputs]`
 */
export function twinTable(
  inputs: TwinInputs,
  targets: TwinTargets,
  { samples, seed, isStraight }: { samples: number; seed: number; isStraight: boolean },
): Table {
  const random = new RandomState(seed);
  const features = inputs.means.length;
  const shares = sharesOf(targets);
  const labels = shares && labelsFor(shares, samples, random);
  const unit = labels
    ? clusters(labels, shares.length, features, random)
    : points(samples, features, inputs.isEven, random);
  standardize(unit, features);
  const y = labels
    ? { width: 1, values: Float64Array.from(labels) }
    : valuesFor(unit, features, targets as Values, isStraight, random);
  const X = unit.map((value, i) => inputs.means[i % features] + inputs.deviations[i % features] * value);
  return [
    { name: INPUTS, width: features, values: X },
    { name: TARGETS, ...y },
  ];
}

type Values = Extract<TwinTargets, { kind: 'values' }>;

function sharesOf(targets: TwinTargets): readonly number[] | undefined {
  if (targets.kind === 'values') return undefined;
  return targets.kind === 'classes' ? targets.shares : [1 - targets.share, targets.share];
}

/** Labels in random order, of each class at least one. */
function labelsFor(shares: readonly number[], samples: number, random: RandomState): Int32Array {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const spare = samples - shares.length;
  const labels = new Int32Array(samples);
  let reached = 0;
  let filled = 0;
  for (const [k, share] of shares.entries()) {
    reached += share / total;
    const end = k === shares.length - 1 ? samples : k + 1 + Math.round(reached * spare);
    labels.fill(k, filled, end);
    filled = end;
  }
  random.shuffle(labels);
  return labels;
}

/** Points `[samples, features]` around the centre of their class. */
function clusters(labels: Int32Array, classes: number, features: number, random: RandomState): Float64Array {
  const centres = Float64Array.from({ length: classes * features }, () => random.normal());
  standardize(centres, features);
  const [between, within] = [Math.sqrt(BETWEEN_CLASSES), Math.sqrt(1 - BETWEEN_CLASSES)];
  return Float64Array.from({ length: labels.length * features }, (_, i) => {
    const centre = centres[labels[Math.floor(i / features)] * features + (i % features)];
    return between * centre + within * random.normal();
  });
}

function points(samples: number, features: number, isEven: boolean, random: RandomState): Float64Array {
  const draw = isEven ? () => random.uniform(-1, 1) : () => random.normal();
  return Float64Array.from({ length: samples * features }, draw);
}

/** Targets `[samples, outputs]` of a random direction each, and of the square of another. */
function valuesFor(
  unit: Float64Array,
  features: number,
  { outputs, mean, std, across }: Values,
  isStraight: boolean,
  random: RandomState,
) {
  const samples = unit.length / features;
  const values = new Float64Array(samples * outputs);
  for (let o = 0; o < outputs; o++) {
    const straight = projection(unit, features, random);
    const curved = projection(unit, features, random);
    for (let n = 0; n < samples; n++) {
      values[n * outputs + o] = straight[n] + (isStraight ? 0 : CURVED * curved[n] * curved[n]);
    }
  }
  standardize(values, outputs);
  const apart = Math.sqrt(Math.max(0, std * std - across * across));
  const places = evenly(outputs);
  return {
    width: outputs,
    values: values.map((value, i) => mean + apart * places[i % outputs] + across * value),
  };
}

/** The rows along a random direction, with a variance of about 1. */
function projection(unit: Float64Array, features: number, random: RandomState): Float64Array {
  const direction = Float64Array.from({ length: features }, () => random.normal());
  const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
  return Float64Array.from({ length: unit.length / features }, (_, n) => {
    let sum = 0;
    for (let f = 0; f < features; f++) sum += unit[n * features + f] * direction[f];
    return sum / length;
  });
}

/** Brings each column to mean 0 and deviation 1, in place; a column of equal values becomes 0. */
function standardize(values: Float64Array, columns: number): void {
  const rows = values.length / columns;
  for (let c = 0; c < columns; c++) {
    let [sum, squares] = [0, 0];
    for (let i = c; i < values.length; i += columns) sum += values[i];
    const mean = sum / rows;
    for (let i = c; i < values.length; i += columns) squares += (values[i] - mean) * (values[i] - mean);
    const deviation = Math.sqrt(squares / rows);
    for (let i = c; i < values.length; i += columns) {
      values[i] = deviation === 0 ? 0 : (values[i] - mean) / deviation;
    }
  }
}
