import { countedText, countText, halfLife, listText, type RecordedRun, type Run, valueText } from 'gradscope';
import { chooseEvenly, mostCurves } from '../axes/chooseEvenly.ts';
import { atPositions, type Curve } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { beginning, recordedRow, seriesRow, upTo } from '../records/recorded.ts';
import { hasState, recurrentRows, timeValues } from '../records/timeRows.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { dashes } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { layerColors, networkColor, networkLayerColors } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

export interface SignalThroughTimeOptions extends FigureOptions {
  /** Recorded steps to draw. Default: the first, and for one run of one recurrent layer two more and the last. */
  readonly steps?: readonly number[];
  /**
   * The theoretical prediction for a run drawn alone: by layer, the signal of every position over that of the last one
   * before the first update; undefined for a layer without.
   */
  readonly theory?: readonly (readonly number[] | undefined)[] | undefined;
}

const FORMULA = '‖∂loss/∂h[t]‖₂';

/** Sentences on half-lives under a figure, at most. */
const MOST_TEXTS = 4;

/** Points that are each marked with a dot, at most. */
const MOST_DOTS = 40;

/** The curves of one run: its recurrent layers, at some steps; of an LSTM its states too, dashed. */
function curvesOf(
  run: RecordedRun,
  index: number,
  { steps, several }: { readonly steps: readonly number[]; readonly several: boolean },
  { theme }: Settings,
): Curve[] {
  const places = recurrentRows(run);
  const drawn = steps.flatMap(step => places.map(place => ({ step, place })));
  const colors = several ? networkLayerColors(index, drawn.length, theme) : layerColors(drawn.length, theme);
  return drawn.flatMap(({ step, place }, i) => {
    const layer = places.length > 1 ? `layer ${place.name}, ` : '';
    const text = `${several ? `${run.name}, ` : ''}${layer}step ${countText(step)}`;
    const color = several && drawn.length === 1 ? networkColor(index, theme) : colors[i];
    const curve = (series: string, name: string, label: string): Curve => ({
      name: `${name} of ${run.name}, ${layer}at step ${countText(step)}`,
      label,
      color,
      dots: place.positions <= MOST_DOTS,
      step: upTo(place.positions),
      value: seriesRow(timeValues(run, series, place), recordedRow(run, step)),
    });
    const signal = curve('time_signal', 'The signal', text);
    // The states of several runs would be too many curves.
    if (several || !hasState(run)) return [signal];
    return [signal, { ...curve('time_state', 'The signal of the state c', ''), dash: dashes.dashed }];
  });
}

/** Theory's curves: from the measured signal of the last position down. */
function theoryCurves(
  run: RecordedRun,
  theory: readonly (readonly number[] | undefined)[],
  { theme }: Settings,
): Curve[] {
  if (run.history.step[0] !== 0) return [];
  const places = recurrentRows(run);
  return places.flatMap(place => {
    const norms = place.name === String(place.layer) ? theory[place.layer - 1] : undefined;
    if (!norms) return [];
    const last = seriesRow(timeValues(run, 'time_signal', place), 0)[place.positions - 1];
    return {
      name: `Theory for layer ${place.name} of ${run.name}`,
      label: places.length > 1 ? `layer ${place.name}, theory` : 'theory',
      color: theme.text,
      dash: dashes.dashed,
      step: upTo(place.positions),
      value: norms.map(norm => norm * last),
    };
  });
}

/** How many steps of each run are drawn: the more curves a step has, the fewer. */
function stepCount(runs: readonly RecordedRun[]): number {
  if (runs.length > 3) return 1;
  return runs.length > 1 || recurrentRows(runs[0]).length > 1 ? 2 : 4;
}

/** How the signal of the first position compares with that of the last at the first recorded step, in words. */
function startTexts(run: RecordedRun): string[] {
  return recurrentRows(run).map(place => {
    const values = seriesRow(timeValues(run, 'time_signal', place), 0);
    const ratio = values[0] / values[values.length - 1];
    return `In layer ${place.name} of ${run.name} the signal of position 1 is ${valueText(ratio)} times that of position ${countText(values.length)}.`;
  });
}

/**
 * Draws the signal of recurrent layers against the position in the sequence, on a logarithmic axis: how much of the
 * last position's signal reaches the first.
 *
 * @throws RangeError if it, or a step, was not recorded
 */
export function signalThroughTime(
  runs: readonly RecordedRun[],
  options: SignalThroughTimeOptions = {},
): SVGSVGElement {
  const settings = resolveOptions(options);
  const drawn = chooseEvenly(
    runs.filter(run => recurrentRows(run).length > 0),
    mostCurves,
  );
  if (drawn.length === 0) throw new RangeError('runs: expected a recurrent layer, got none');
  const several = drawn.length > 1;
  const measured = drawn.flatMap(run => {
    const steps = options.steps ?? chooseEvenly([...run.history.step], stepCount(drawn));
    return curvesOf(run, runs.indexOf(run), { steps, several }, settings);
  });
  const predicted = several ? [] : theoryCurves(drawn[0], options.theory ?? [], settings);
  const curves = [...measured, ...predicted];
  const named = curves.filter(({ label }) => label !== '');
  const key = named.map(
    ({ label, color, dash }) => ({ label, color, shape: dash ? 'dashed' : 'line' }) as const,
  );
  const state = curves.length > named.length;
  const caption = {
    title: `Signal through time: ${listText(drawn.map(({ name }) => name))}`,
    subtitle: `Norm of ∂loss/∂h at each position; the signal comes from the right${state ? '; dashed: of the state c' : ''}`,
    notes: [...curveNotes(curves, 'log', atPositions), ...drawn.flatMap(halfLifeTexts).slice(0, MOST_TEXTS)],
    key,
    description: `${FORMULA} against the position on a log axis, ${countedText(named.length, 'curve')}. ${[
      ...curves.map(({ name, step, value }) => describeCurve(name, step, value, atPositions)),
      ...drawn.flatMap(startTexts),
    ].join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const axis = { scale: 'log', label: FORMULA, horizontal: 'position' } as const;
    const unlabelled = curves.map(curve => ({ ...curve, label: '' }));
    const svg = curvePanel(unlabelled, { width: area.width, height, ...axis }, settings);
    return [{ svg, x: 0, y: 0, height }];
  });
}

/** Over how many positions the signal halves or doubles before the first update, in words; nothing if it does neither. */
function halfLifeTexts(run: RecordedRun): string[] {
  return recurrentRows(run).flatMap(place => {
    const positions = halfLife(seriesRow(timeValues(run, 'time_signal', place), 0));
    if (positions === undefined) return [];
    const change = positions > 0 ? 'half of the signal is lost' : 'the signal doubles';
    const where = `in layer ${place.name} of ${run.name}`;
    return [
      `${beginning(run)}, ${where}, ${change} every ${valueText(Math.abs(positions))} positions on its way back.`,
    ];
  });
}

export const pickRecurrent = (runs: readonly Run[]): Run[] =>
  runs.filter(run => recurrentRows(run).length > 0);

export const timeKind = {
  title: 'Signal through time',
  series: ['time_signal'],
  record: 'the signal through time',
  covers: 'both',
  pick: pickRecurrent,
  compute: (runs, { start }) => ({
    theory: runs.length === 1 ? start(runs[0]).predictions.map(({ time }) => time?.norms) : undefined,
  }),
  draw: (runs, options) => signalThroughTime(runs, options),
} as const satisfies FigureKind<Pick<SignalThroughTimeOptions, 'theory'>>;
