import { listText, type RecordedRun } from 'gradscope';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { type ColumnNames, layerCurves } from '../records/layerCurves.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';

/** A ratio that a probe records for every layer, or for other parts of a network. */
export interface RatioText {
  readonly series: string;
  /** The parts, if they are no layers. */
  readonly columns?: ColumnNames;
  readonly title: string;
  /** What it says, as a subtitle. */
  readonly subtitle: string;
  readonly formula: string;
  /** What is drawn, at the start of the description. */
  readonly description: string;
  /** A value to compare with: a dashed line, its name in the key, and what the description says of it. */
  readonly guide: { readonly value: number; readonly label: string; readonly description: string };
}

/**
 * Draws a ratio over training, a curve for each layer, on a log axis, with a guide.
 *
 * @throws RangeError when its series, or any step, was not recorded
 */
export function ratioCurves(
  runs: readonly RecordedRun[],
  text: RatioText,
  options: FigureOptions,
): SVGSVGElement {
  const settings = resolveOptions(options);
  const { series, columns, guide, formula } = text;
  const { curves, leftOut } = layerCurves(runs, series, undefined, settings, columns && { columns });
  if (!curves.some(({ step }) => step.length > 0)) {
    throw new RangeError(`runs: expected a recorded step to draw, got ${runs.length} runs with none`);
  }
  const caption = {
    title: `${text.title}: ${listText(runs.map(run => run.name))}`,
    subtitle: `${text.subtitle}${leftOut}`,
    notes: curveNotes(curves, 'log'),
    key: [{ label: guide.label, color: settings.theme.muted, shape: 'dashed' as const }],
    description: `${text.description} over training steps on a log axis${leftOut}; ${guide.description}. ${curves
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const axis = { scale: 'log', label: formula, guides: [guide.value] } as const;
    return [
      { svg: curvePanel(curves, { width: area.width, height, ...axis }, settings), x: 0, y: 0, height },
    ];
  });
}
