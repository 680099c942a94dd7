import { listText, type RecordedRun } from 'gradscope';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { layerCurves } from '../records/layerCurves.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

/** Source: Stanford CS231n, notes “Learning and Evaluation”, section “Ratio of weights:updates”. */
const ruleOfThumb = 1e-3;

/**
 * Draws how far each update moved the weights of each layer, against their size: `‖ΔW‖ / ‖W‖`, with the usual rule of thumb.
 *
 * @throws RangeError when `update_ratio` (probe `update`), or any step, was not recorded
 */
export function updateRatios(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { curves, leftOut } = layerCurves(runs, 'update_ratio', undefined, settings);
  if (!curves.some(({ step }) => step.length > 0)) {
    throw new RangeError(`runs: expected a recorded step to draw, got ${runs.length} runs with none`);
  }
  const caption = {
    title: `Update against weight: ${listText(runs.map(run => run.name))}`,
    subtitle: `How far each step moved the weights of a layer, over their norm${leftOut}`,
    notes: curveNotes(curves, 'log'),
    key: [{ label: '10⁻³, a rule of thumb', color: settings.theme.muted, shape: 'dashed' as const }],
    description: `Ratio of the update to the weights, ‖ΔW‖ / ‖W‖, per layer over training steps on a log axis${leftOut}; a guide marks 0.001, a rule of thumb. ${curves
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const axis = { scale: 'log', label: '‖ΔW‖ / ‖W‖', guides: [ruleOfThumb] } as const;
    return [
      { svg: curvePanel(curves, { width: area.width, height, ...axis }, settings), x: 0, y: 0, height },
    ];
  });
}

export const updatesKind = {
  title: 'How far the weights moved',
  series: ['update_ratio'],
  record: 'the update ratio',
  inLogs: ['update_ratio'],
  covers: 'all',
  draw: updateRatios,
  prose: () => [
    'The norm of each step’s update over that of the weights it changed, for the optimizer in use.',
  ],
} as const satisfies FigureKind;
