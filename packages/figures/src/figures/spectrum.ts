import { countText, listText, type Run, valueText } from 'gradscope';
import { chooseEvenly, mostCurves } from '../axes/chooseEvenly.ts';
import { type Curve, isBroken, type Positions } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { recordedRow, recordedSeries, seriesRow, upTo } from '../records/recorded.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { dashes, type KeyEntry } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { layerColors, networkLayerColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

const spectra = {
  jacobian_sv: {
    title: 'Singular values of the input–output Jacobian',
    formula: 'singular values of ∂outputs/∂x',
    how: '; root mean square over samples',
  },
  weight_sv: { title: 'Singular values of the weights', formula: 'singular values of W', how: '' },
} as const;

export interface SpectrumOptions extends FigureOptions {
  /** Which of the recorded spectra to draw. Default `jacobian_sv`. */
  readonly series?: keyof typeof spectra;
}

const atIndices: Positions = { one: 'index', many: 'singular values' };

/** Points that are each marked with a dot, at most. */
const mostDots = 60;

/** One matrix of a run: its name, and its part of a row of the series. */
interface Matrix {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** One for the Jacobian; for the weights, one for each layer. */
function matricesOf(run: Run, series: keyof typeof spectra): Matrix[] {
  const { columns } = recordedSeries(run, series, 'series');
  if (series === 'jacobian_sv') return [{ name: '', start: 0, end: columns }];
  let end = 0;
  const matrices = run.final.map(({ fanIn, fanOut }, l) => {
    const start = end;
    end += Math.min(fanIn, fanOut);
    return { name: `layer ${l + 1}`, start, end };
  });
  if (end === columns) return matrices;
  throw new RangeError(`run: expected ${end} columns of ${series} in ${run.name}, got ${columns}`);
}

/** Chosen matrices of one run at its first (dashed) and last recorded step. */
function runCurves(
  run: Run,
  index: number,
  { series, several, most }: { series: keyof typeof spectra; several: boolean; most: number },
  { theme }: Settings,
): Curve[] {
  const last = recordedRow(run, undefined);
  const rows = last === 0 ? [0] : [0, last];
  const matrices = chooseEvenly(matricesOf(run, series), most);
  const colors = several
    ? networkLayerColors(index, matrices.length, theme)
    : layerColors(matrices.length, theme);
  return matrices.flatMap(({ name, start, end }, m) =>
    rows.map(row => {
      const value = seriesRow(recordedSeries(run, series), row).subarray(start, end);
      const words = [several || name === '' ? run.name : '', name].filter(word => word !== '').join(' ');
      return {
        name: `${words} at step ${countText(run.history.step[row])}`,
        label: row === last ? words : '',
        color: colors[m],
        labelColor: several ? colors[0] : colors[m],
        dash: row === last ? undefined : dashes.dashed,
        dots: value.length <= mostDots,
        step: upTo(value.length),
        value,
      };
    }),
  );
}

/**
 * Whether a run's spectrum has no numbers: the Jacobian of one sample, if batch normalization mixes the
 * samples.
 */
const isUnknown = (run: Run, series: keyof typeof spectra): boolean =>
  recordedSeries(run, series).values.every(isBroken);

/** A curve in words, with the ratio of its largest to its smallest value. */
function describe({ name, step, value }: Curve): string {
  const condition = value[0] / value[value.length - 1];
  const ratio = Number.isFinite(condition) ? ` Largest over smallest: ${valueText(condition)}.` : '';
  return `${describeCurve(name, step, value, atIndices)}${ratio}`;
}

/** The key that tells the first recorded step from the last, for runs recorded at equal steps or not. */
function keyOf(runs: readonly Run[], { theme }: Settings): KeyEntry[] {
  const named = (which: string, at: number) => {
    const steps = new Set(runs.map(({ history }) => history.step.at(at)!));
    return `${which}: ${steps.size === 1 ? `step ${countText([...steps][0])}` : 'recorded step'}`;
  };
  return [
    { label: named('first', 0), color: theme.text, shape: 'dashed' },
    { label: named('last', -1), color: theme.text, shape: 'line' },
  ];
}

/**
 * Draws the singular values of the input–output Jacobian, or of each layer's weights, in falling order, at
 * the first and last recorded step.
 *
 * @throws RangeError if they were not recorded (probes `jacobian`, `weightSpectrum`), or all of them are NaN
 */
export function spectrum(runs: readonly Run[], options: SpectrumOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { series = 'jacobian_sv' } = options;
  if (!Object.hasOwn(spectra, series)) {
    throw new RangeError(`series: expected ${Object.keys(spectra).join(', ')}, got ${series}`);
  }
  const { title, formula, how } = spectra[series];
  const known = runs.filter(run => !isUnknown(run, series));
  if (known.length === 0) {
    throw new RangeError(`runs: expected one with a singular value, got ${runs.length} with none`);
  }
  const drawn = chooseEvenly(known, mostCurves / 2);
  const most = Math.max(1, Math.floor(mostCurves / 2 / drawn.length));
  const several = drawn.length > 1;
  const curves = drawn.flatMap(run => runCurves(run, runs.indexOf(run), { series, several, most }, settings));
  const count = (those: readonly Run[], limit: number) =>
    those.reduce((sum, run) => sum + Math.min(matricesOf(run, series).length, limit), 0);
  const [shown, all] = [count(drawn, most), count(known, Number.POSITIVE_INFINITY)];
  const left = shown < all ? `; ${shown} of ${countText(all)} matrices drawn` : '';
  const unknown = runs.filter(run => !known.includes(run)).map(({ name }) => name);
  const nameless = `Not known (NaN), as with batch normalization: ${listText(unknown)}.`;
  const caption = {
    title: `${title}: ${listText(drawn.map(run => run.name))}`,
    subtitle: `In falling order${how}${left}`,
    notes: [...(unknown.length > 0 ? [nameless] : []), ...curveNotes(curves, 'log', atIndices)],
    key: keyOf(drawn, settings),
    description: `${title} by index on a log axis${left}. ${curves.map(describe).join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const axis = { scale: 'log', label: formula, horizontal: 'index, the largest first' } as const;
    const svg = curvePanel(curves, { width: area.width, height, ...axis }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

/** Nothing if no value is known: for one sample under batch normalization, or a run that diverged at once. */
const pickKnown = (runs: readonly Run[], series: keyof typeof spectra): readonly Run[] =>
  runs.every(run => isUnknown(run, series)) ? [] : runs;

export const jacobianKind = {
  title: 'Singular values of the Jacobian',
  series: ['jacobian_sv'],
  record: 'the Jacobian',
  covers: 'all',
  pick: runs => pickKnown(runs, 'jacobian_sv'),
  draw: (runs: readonly Run[], options) => spectrum(runs, options),
} as const satisfies FigureKind;

export const weightSpectrumKind = {
  title: 'Singular values of the weights',
  series: ['weight_sv'],
  record: 'the spectrum of the weights',
  covers: 'all',
  pick: runs => pickKnown(runs, 'weight_sv'),
  draw: (runs: readonly Run[], options) => spectrum(runs, { ...options, series: 'weight_sv' }),
} as const satisfies FigureKind;
