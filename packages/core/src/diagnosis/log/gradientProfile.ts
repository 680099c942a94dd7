import { log } from '../../engine/math/log.ts';
import type { ImportedRun, LoggedLayer } from '../../log/importedRun.ts';
import type { Bands } from '../bands.ts';
import { median } from '../median.ts';
import { type GradientMeasure, startGradients } from './startGradients.ts';

/** How the gradient changes through the layers of a run, at the start of its log. */
export interface GradientProfile {
  readonly measure: GradientMeasure;
  /** The first step. */
  readonly step: number;
  /** For each layer, forward: the median of the first rows; NaN if it was not logged. */
  readonly gradients: readonly number[];
  /** ln of the first layers' gradient over the last ones'; −Infinity if it is 0 in the first. */
  readonly lnFirstOverLast: number;
  /** The same for the first row alone: what it does not show began later. */
  readonly lnAtStart: number;
  /** Correlation of ln(gradient) with the layer, −1 … 1; NaN with fewer than three layers. */
  readonly trend: number;
}

const MEASURES: readonly GradientMeasure[] = ['grad_l2', 'grad_mean', 'grad_max'];
/** The most rows that the median covers. */
const ROWS = 5;
/** Share of layers at either end that count together if there are no bands. */
const END_SHARE = 0.25;
/** Replaces 0 in the correlation: the smallest float32. */
const SMALLEST = 1e-45;

/**
 * The profile at the start of the log, since the references are starts: training changes it later, in healthy
 * networks too. Undefined unless the gradients of two layers were logged.
 */
export function gradientProfile(
  { series }: ImportedRun,
  bands: Bands | undefined,
  measure = measureOf(series),
  most = ROWS,
): GradientProfile | undefined {
  if (!measure) return undefined;
  const { columns, values, step } = series[measure];
  const rows = Math.max(1, Math.min(most, Math.floor(step.length / 2)));
  const gradients = Array.from({ length: columns }, (_, l) => {
    const own = Array.from({ length: rows }, (_, row) => values[row * columns + l]);
    return median(own.filter(Number.isFinite));
  });
  const logs = logsOf(gradients);
  // Without a reference for each layer, one layer alone says little.
  const count = bands ? 1 : Math.max(1, Math.floor(logs.length * END_SHARE));
  const overEnds = (all: readonly number[]) =>
    median(all.slice(0, count)) - median(all.slice(all.length - count));
  return {
    measure,
    step: step[0],
    gradients,
    lnFirstOverLast: overEnds(logs),
    lnAtStart: overEnds(logsOf(values.subarray(0, columns))),
    trend: correlation(logs.map(value => Math.max(value, log(SMALLEST)))),
  };
}

const logsOf = (gradients: readonly number[] | Float64Array): number[] =>
  Array.from(gradients)
    .filter(gradient => !Number.isNaN(gradient))
    .map(log);

function measureOf(series: ImportedRun['series']): GradientMeasure | undefined {
  return MEASURES.find(name => (series[name]?.columns ?? 0) > 1 && series[name].step.length > 0);
}

/** Correlation of values with their indices. */
function correlation(values: readonly number[]): number {
  const count = values.length;
  if (count < 3) return Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const middle = (count - 1) / 2;
  let [product, places, squares] = [0, 0, 0];
  for (const [i, value] of values.entries()) {
    product += (i - middle) * (value - mean);
    places += (i - middle) * (i - middle);
    squares += (value - mean) * (value - mean);
  }
  return squares === 0 ? 0 : product / Math.sqrt(places * squares);
}

/**
 * The same for the signal δ of a chain of dense layers of known shapes. Small weights lose the signal, and
 * large ones amplify it, though the gradients of the weights may be alike: the units may gain on the way
 * forward what δ loses on the way back.
 */
export function signalProfile(run: ImportedRun): { profile: GradientProfile; bands: Bands } | undefined {
  const { delta_norm } = run.series;
  if (delta_norm?.columns !== run.layers.length || delta_norm.step.length === 0) return undefined;
  const bands = referenceOf(run, 'delta_norm');
  const profile = bands && gradientProfile(run, bands, 'delta_norm', 1);
  return profile && !profile.gradients.some(Number.isNaN) ? { profile, bands } : undefined;
}

/**
 * Bands from random starts with the shapes of the run; undefined unless it is a chain of dense layers of
 * known shapes.
 */
export function referenceOf(run: ImportedRun, measure = measureOf(run.series)): Bands | undefined {
  const widths = widthsOf(run.layers);
  return measure && widths ? startGradients(widths, measure) : undefined;
}

/** The widths of a chain of dense layers, its inputs first; undefined if the layers are not one. */
export function widthsOf(layers: readonly LoggedLayer[]): number[] | undefined {
  const isChain = layers.every(
    ({ fanIn, fanOut }, l) =>
      fanIn !== null && fanOut !== null && (l === 0 || fanIn === layers[l - 1].fanOut),
  );
  if (!isChain || layers.length < 2) return undefined;
  return [layers[0].fanIn!, ...layers.map(({ fanOut }) => fanOut!)];
}
