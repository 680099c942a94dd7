import { type AnyDataset, channelsOf, isRegression } from '../data/dataset.ts';
import type { Experiment } from '../experiment/schema.ts';
import { takesProbabilities } from '../network/losses/index.ts';
import { type ColumnScale, columnScale, scaleExcess } from './columnScale.ts';
import { type OutputFit, withPlainOutput } from './outputFit.ts';
import { thresholds } from './thresholds.ts';
import type { Trial } from './trial.ts';

/** The parts of the data that can have the wrong size. */
export type DataPart = 'inputs' | 'targets';

/** The parts that can be changed to see whether they do harm: the size of the data, or the output. */
export type MendablePart = DataPart | 'output';

/** The sizes of the data; classes have no target size, and tokens no input size. */
export interface DataScale {
  readonly inputs: ColumnScale | null;
  readonly targets: ColumnScale | null;
}

/**
 * The share that the network learns once parts of its data are standardized, or its output has no activation.
 */
export interface ScaledShare {
  readonly parts: readonly MendablePart[];
  /** As a share of what the reference learned. */
  readonly share: number;
}

/** @param areTokens whether the inputs are numbers of tokens */
export function dataScale(data: AnyDataset, areTokens = false): DataScale {
  return {
    inputs: areTokens ? null : columnScale(data.X, channelsOf(data)),
    targets: isRegression(data) ? columnScale(data.targets, data.outputs) : null,
  };
}

/** The parts of unusual size. */
function unscaledParts({ inputs, targets }: DataScale): DataPart[] {
  const isOff = (scale: ColumnScale | null) => scale !== null && scaleExcess(scale) > 1;
  return [...(isOff(inputs) ? (['inputs'] as const) : []), ...(isOff(targets) ? (['targets'] as const) : [])];
}

/**
 * The experiment with these parts of its data standardized; undefined if its data has no setting for one of
 * them.
 */
export function withScaled(experiment: Experiment, parts: readonly DataPart[]): Experiment | undefined {
  let { data } = experiment;
  for (const part of parts) {
    if (part === 'inputs' && 'standardize' in data) data = { ...data, standardize: true };
    else if (part === 'targets' && data.kind === 'table' && mayScaleTargets(experiment))
      data = { ...data, standardizeTargets: true };
    else return undefined;
  }
  return { ...experiment, data };
}

/** Probabilities must stay as they are. */
function mayScaleTargets({ training: { loss } }: Experiment): boolean {
  return loss === undefined || !takesProbabilities(loss);
}

/** The experiment with these parts fixed; undefined if one of them cannot be. */
function withMended(
  experiment: Experiment,
  index: number,
  parts: readonly MendablePart[],
): Experiment | undefined {
  const plain = parts.includes('output') ? withPlainOutput(experiment, index) : experiment;
  const ofData = parts.filter(part => part !== 'output');
  return plain && withScaled(plain, ofData);
}

/**
 * The sets of parts to standardize, each in its own run, to see whether the size of the data does harm: each
 * part alone, then both. Parts of ordinary size are included, since they can hide the effect of fixing the
 * other.
 *
 * An output with an activation is fixed by removing the activation, alone and together with each of them.
 *
 * @returns an empty list if all parts have ordinary size and the output is ordinary
 */
export function mendableParts(
  experiment: Experiment,
  index: number,
  data: AnyDataset,
  { scale, output }: { readonly scale: DataScale; readonly output: OutputFit | null },
): MendablePart[][] {
  const ofData: DataPart[][] = isRegression(data)
    ? [['inputs'], ['targets'], ['inputs', 'targets']]
    : [['inputs']];
  const sizes = unscaledParts(scale).length === 0 ? [] : ofData;
  const outputs: MendablePart[][] = output
    ? [['output'], ...sizes.map(parts => [...parts, 'output' as const])]
    : [];
  const combinations: MendablePart[][] = [...sizes, ...outputs];
  const own = JSON.stringify(experiment);
  return combinations.filter(parts => {
    const scaled = withMended(experiment, index, parts);
    return scaled !== undefined && JSON.stringify(scaled) !== own;
  });
}

/** The network as it is, with some parts fixed. */
export function scaledTrial(
  experiment: Experiment,
  index: number,
  steps: number,
  parts: readonly MendablePart[],
): Trial {
  return { experiment: withMended(experiment, index, parts)!, index, steps, examined: false };
}

/**
 * Whether a part holds the network back: with the part fixed it learns clearly more than the best it
 * learns without. A size that no setting can fix counts as harmful.
 *
 * @param share learned by the unchanged network
 */
export function doesHarm(part: MendablePart, scaled: readonly ScaledShare[], share: number): boolean {
  if (scaled.length === 0) return true;
  const best = (shares: readonly ScaledShare[]) => Math.max(0, ...shares.map(one => one.share));
  const fixed = best(scaled.filter(({ parts }) => parts.includes(part)));
  const unfixed = Math.max(share, best(scaled.filter(({ parts }) => !parts.includes(part))));
  const { learned, mends } = thresholds;
  return fixed - unfixed >= mends.value || (fixed >= learned.value && unfixed < learned.value);
}
