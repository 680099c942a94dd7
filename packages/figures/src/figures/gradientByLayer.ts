import { countText, listText, type RecordedRun, rangeText, type StartingSignal } from 'gradscope';
import { chooseEvenly, mostCurves } from '../axes/chooseEvenly.ts';
import { atLayers, type Curve } from '../marks/curve.ts';
import { type Band, curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { inputWords } from '../records/layerNames.ts';
import { GRADIENT_MEASURES, type MeasureName, measureIn, measureOf } from '../records/measures.ts';
import { recordedRow, recordedSeries, seriesRow, upTo } from '../records/recorded.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { dashes, type KeyEntry } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions, type Settings, type SpanOptions } from '../sheet/options.ts';
import { layerColors, mix, networkColor, networkLayerColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** The range of networks with the same settings at random starts: values by layer, `[L]` each. */
export interface StartBand {
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
  /** Number of starts; `low` and `high` are the smallest and largest of them. */
  readonly starts: number;
}

export interface GradientByLayerOptions extends FigureOptions, SpanOptions {
  /**
   * Recorded steps to draw. Default: for one run the first, the last and two between; for several the first
   * and, if there is room, the last.
   */
  readonly steps?: readonly number[];
  /** Which of the recorded quantities to draw. Default `delta_norm`. */
  readonly measure?: MeasureName;
  /** The theoretical prediction for each run: values by layer, `[L]`. */
  readonly theory?: readonly (readonly number[])[];
  /** Why theory predicts nothing, for each run. */
  readonly beyondTheory?: readonly string[];
  /** The range of random starts, for each run. */
  readonly band?: readonly StartBand[];
}

/** Points that are each marked with a dot, at most. */
const mostDots = 40;

/** Opacity of a band over the background. */
const bandOpacity = 0.2;

function drawnSteps(
  runs: readonly RecordedRun[],
  steps: readonly number[] | undefined,
): (run: RecordedRun) => number[] {
  if (steps) return () => [...steps];
  const most = runs.length === 1 ? 4 : 2 * runs.length <= mostCurves ? 2 : 1;
  return ({ history }) => chooseEvenly([...history.step], most);
}

function requireLength(
  argument: string,
  run: RecordedRun,
  expected: number,
  values: readonly number[],
): void {
  if (values.length === expected) return;
  throw new RangeError(
    `${argument}: expected ${expected} values, one for each layer of ${run.name}, got ${values.length}`,
  );
}

/** A curve named in the key, since curves meet at the output, where their ends would be labelled. */
interface NamedCurve extends Curve {
  readonly entry: string;
}

/** The curves of one run: one for each step, and theory's. */
function runCurves(
  run: RecordedRun,
  index: number,
  { steps, several, theory }: { steps: number[]; several: boolean; theory: readonly number[] | undefined },
  measure: MeasureName,
  { theme }: Settings,
): NamedCurve[] {
  const series = recordedSeries(run, measure, 'measure');
  const step = upTo(series.columns);
  const colors = several ? networkLayerColors(index, steps.length, theme) : layerColors(steps.length, theme);
  const prefix = several ? `${run.name} ` : '';
  const measured = steps.map((at, i) => ({
    name: `${run.name} at step ${countText(at)}`,
    entry: `${prefix}step ${countText(at)}`,
    label: '',
    color: colors[i],
    dots: series.columns <= mostDots,
    step,
    value: seriesRow(series, recordedRow(run, at)),
  }));
  if (!theory) return measured;
  requireLength('theory', run, series.columns, theory);
  const color = several ? colors[0] : theme.text;
  const predicted = {
    name: `Theory for ${run.name}`,
    entry: `${prefix}theory`,
    label: '',
    color,
    dash: dashes.dashed,
    step,
    value: theory,
  };
  return [...measured, predicted];
}

/** The band of one run, and the curve of its median. */
function bandOf(run: RecordedRun, index: number, band: StartBand, several: boolean, { theme }: Settings) {
  const step = upTo(band.median.length);
  for (const values of [band.low, band.high]) requireLength('band', run, step.length, values);
  const color = several ? networkColor(index, theme) : theme.muted;
  const shade: Band = {
    color: mix(color, theme.background, bandOpacity),
    step,
    low: band.low,
    high: band.high,
  };
  return { shade, median: { step, value: band.median, color, dash: dashes.dotted } };
}

const bandWords = (starts: number): string => `${countText(starts)} random starts`;

function keyOf(
  curves: readonly NamedCurve[],
  bands: readonly { readonly band: StartBand; readonly shade: Band }[],
  { theme }: Settings,
): KeyEntry[] {
  const named = curves.map(({ entry, color, dash }): KeyEntry => {
    return { label: entry, color, shape: dash ? 'dashed' : 'line' };
  });
  const [first] = bands;
  if (!first) return named;
  const area = { label: `${bandWords(first.band.starts)}, lowest to highest`, color: first.shade.color };
  const median = { label: 'their median', color: theme.muted };
  return [...named, { ...area, shape: 'area' }, { ...median, shape: 'dotted' }];
}

/**
 * Draws the gradient against the layer at chosen steps, on a logarithmic axis, beside the theoretical
 * prediction and the range of random starts.
 *
 * @throws RangeError if a measure or step was not recorded, or theory or a band does not have one value for
 *   each layer
 */
export function gradientByLayer(
  runs: readonly RecordedRun[],
  options: GradientByLayerOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { measure = 'delta_norm' } = options;
  const { title, formula } = measureOf(measure);
  if (runs.length === 0) throw new RangeError('runs: expected at least one, got none');
  const drawn = chooseEvenly(runs, mostCurves);
  const several = drawn.length > 1;
  const stepsOf = drawnSteps(drawn, options.steps);
  const curves = drawn.flatMap(run => {
    const index = runs.indexOf(run);
    const chosen = { steps: stepsOf(run), several, theory: options.theory?.[index] };
    return runCurves(run, index, chosen, measure, settings);
  });
  const bands = drawn.flatMap(run => {
    const band = options.band?.[runs.indexOf(run)];
    return band ? [{ run, band, ...bandOf(run, runs.indexOf(run), band, several, settings) }] : [];
  });
  const shades = bands.map(({ shade }) => shade);
  const medians = bands.map(({ run, median }) => ({
    name: `Median start of ${run.name}`,
    label: '',
    ...median,
  }));
  const left = drawn.length < runs.length ? `; ${drawn.length} of ${runs.length} networks drawn` : '';
  const spokenBands = bands.map(
    ({ run, band }) =>
      `${bandWords(band.starts)} of ${run.name}: in layer 1 ${rangeText([band.low[0], band.high[0]])}, in layer ${band.low.length} ${rangeText([band.low.at(-1)!, band.high.at(-1)!])}.`,
  );
  const caption = {
    title: `Gradient by layer: ${listText(drawn.map(run => run.name))}`,
    subtitle: `${title}; ${drawn.length === 1 ? inputWords(drawn[0]) : 'layer 1 is nearest the input'}, the signal comes from the right${left}`,
    notes: [
      ...curveNotes(curves, 'log', atLayers),
      ...(options.beyondTheory ?? []).map(reason => `Beyond mean-field theory: ${reason}.`),
    ],
    key: keyOf(curves, bands, settings),
    description: `${title}, ${formula}, against the layer on a log axis. ${[
      ...curves.map(({ name, step, value }) => describeCurve(name, step, value, atLayers)),
      ...spokenBands,
    ].join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const { span } = options;
    const axis = { scale: 'log', label: formula, horizontal: 'layer', bands: shades, span } as const;
    const svg = curvePanel([...medians, ...curves], { width: area.width, height, ...axis }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

/** The theoretical prediction, or why there is none for all layers, and the range of other random starts. */
export function startOptions({ measured, predictions, starts }: StartingSignal) {
  const reason = predictions.find(one => one.reason)?.reason;
  const byLayer = measured.map((_, l) => starts.map(norms => norms[l]).sort((a, b) => a - b));
  const band: StartBand = {
    low: byLayer.map(norms => norms[0]),
    median: byLayer.map(norms => norms[norms.length >> 1]),
    high: byLayer.map(norms => norms.at(-1)!),
    starts: starts.length,
  };
  const theory = reason ? { beyondTheory: [reason] } : { theory: [predictedNorms(measured, predictions)] };
  return { ...theory, band: [band] };
}

/** ‖δ[l]‖ by layer: the measured norm at the output times the predicted factors of the layers above. */
function predictedNorms(measured: readonly number[], predictions: StartingSignal['predictions']): number[] {
  const norms = [measured.at(-1)!];
  for (const { factor } of predictions.toReversed()) norms.unshift(norms[0] * factor);
  return norms;
}

/** The last ones are of the weights, for logs that lack the signal. */
const signalMeasures = ['delta_norm', ...GRADIENT_MEASURES] as const;

export const signalKind = {
  title: 'Gradient by layer',
  series: ['delta_norm'],
  record: 'the ledger or the signal',
  inLogs: signalMeasures,
  covers: 'each',
  compute: ([run], { start }) => startOptions(start(run)),
  draw: (runs, options) => gradientByLayer(runs, { measure: measureIn(runs, signalMeasures), ...options }),
} as const satisfies FigureKind<Pick<GradientByLayerOptions, 'theory' | 'band'>>;
