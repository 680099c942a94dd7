import { type AnyDataset, isRegression } from '../data/dataset.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type ColumnScale, columnScale, scaleExcess } from './columnScale.ts';
import { thresholds } from './thresholds.ts';
import type { Trial } from './trial.ts';

/** What of the data can have the wrong size. */
export type DataPart = 'inputs' | 'targets';

/** The sizes of the data; of classes there is no target to measure. */
export interface DataScale {
  readonly inputs: ColumnScale;
  readonly targets: ColumnScale | null;
}

/** What the network learns once some parts of its data are standardized. */
export interface ScaledShare {
  readonly parts: readonly DataPart[];
  /** Of what the reference learned. */
  readonly share: number;
}

export function dataScale(data: AnyDataset): DataScale {
  return {
    inputs: columnScale(data.X, data.features),
    targets: isRegression(data) ? columnScale(data.targets, data.outputs) : null,
  };
}

/** The parts whose size is out of the ordinary. */
function unscaledParts({ inputs, targets }: DataScale): DataPart[] {
  const isOff = (scale: ColumnScale | null) => scale !== null && scaleExcess(scale) > 1;
  return [...(isOff(inputs) ? (['inputs'] as const) : []), ...(isOff(targets) ? (['targets'] as const) : [])];
}

/** The experiment with these parts of its data standardized; undefined if its data has no setting for one of them. */
export function withScaled(experiment: Experiment, parts: readonly DataPart[]): Experiment | undefined {
  let { data } = experiment;
  for (const part of parts) {
    if (part === 'inputs' && 'standardize' in data) data = { ...data, standardize: true };
    else if (part === 'targets' && data.kind === 'table') data = { ...data, standardizeTargets: true };
    else return undefined;
  }
  return { ...experiment, data };
}

/**
 * What to standardize, each in a run of its own, to see whether the size of the data does any harm: each part alone, then
 * both. A part of ordinary size is among them, since it can be in the way of the other's mending.
 *
 * @returns nothing if all parts are of ordinary size
 */
export function mendableParts(experiment: Experiment, data: AnyDataset, scale: DataScale): DataPart[][] {
  if (unscaledParts(scale).length === 0) return [];
  const combinations: DataPart[][] = isRegression(data)
    ? [['inputs'], ['targets'], ['inputs', 'targets']]
    : [['inputs']];
  const own = JSON.stringify(experiment);
  return combinations.filter(parts => {
    const scaled = withScaled(experiment, parts);
    return scaled !== undefined && JSON.stringify(scaled) !== own;
  });
}

/** The network as it is, on its data with some parts standardized. */
export function scaledTrial(
  experiment: Experiment,
  index: number,
  steps: number,
  parts: readonly DataPart[],
): Trial {
  return { experiment: withScaled(experiment, parts)!, index, steps, examined: false };
}

/**
 * Whether the size of a part holds the network back: with the part standardized it learns clearly more than the best it
 * learns without. A size that no setting can mend is taken to do harm.
 *
 * @param share of the network as it is
 */
export function doesHarm(part: DataPart, scaled: readonly ScaledShare[], share: number): boolean {
  if (scaled.length === 0) return true;
  const best = (shares: readonly ScaledShare[]) => Math.max(0, ...shares.map(one => one.share));
  const mended = best(scaled.filter(({ parts }) => parts.includes(part)));
  const unmended = Math.max(share, best(scaled.filter(({ parts }) => !parts.includes(part))));
  const { learned, mends } = thresholds;
  return mended - unmended >= mends.value || (mended >= learned.value && unmended < learned.value);
}
