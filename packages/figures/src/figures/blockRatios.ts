import { listText, type RecordedRun } from 'gradscope';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { blockNames } from '../records/columnNames.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { layerCurves } from '../records/layerCurves.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

/** There a block adds as much as passes by. */
const EQUAL = 1;

/**
 * Draws how much each residual block adds to what passes it by, `‖scale · branch‖ / ‖skip‖`, over training.
 *
 * @throws RangeError when `branch_ratio` (probe `block`), or any step, was not recorded
 */
export function blockRatios(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const columns = blockNames('branch_ratio');
  const { curves, leftOut } = layerCurves(runs, 'branch_ratio', undefined, settings, { columns });
  if (!curves.some(({ step }) => step.length > 0)) {
    throw new RangeError(`runs: expected a recorded step to draw, got ${runs.length} runs with none`);
  }
  const caption = {
    title: `Residual blocks: ${listText(runs.map(run => run.name))}`,
    subtitle: `What each block adds, over what passes it by${leftOut}`,
    notes: curveNotes(curves, 'log'),
    key: [{ label: 'as much as passes by', color: settings.theme.muted, shape: 'dashed' as const }],
    description: `‖branch‖ / ‖skip‖ of each residual block over training steps on a log axis${leftOut}; a guide marks 1, where a block adds as much as passes by. ${curves
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, area => {
    const height = area.height ?? curveHeight(area.width);
    const axis = { scale: 'log', label: '‖branch‖ / ‖skip‖', guides: [EQUAL] } as const;
    return [
      { svg: curvePanel(curves, { width: area.width, height, ...axis }, settings), x: 0, y: 0, height },
    ];
  });
}

export const blocksKind = {
  title: 'Residual blocks',
  series: ['branch_ratio'],
  record: 'the residual blocks',
  covers: 'all',
  draw: blockRatios,
  prose: () => [
    'A block whose branch is small against its skip connection hardly changes the signal: with ReZero all begin at 0. Where branches add as much as passes by, in block after block, the signal grows with depth.',
  ],
} as const satisfies FigureKind;
