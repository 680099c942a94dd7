import { countText, listText, type RecordedRun, valueText } from 'gradscope';
import type { Curve } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { recordedSeries } from '../records/recorded.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

/** Share of the height that the loss takes. */
const LOSS_SHARE = 0.45;
/** The longest label that is expected on either axis. */
const roomFor = '0.001';

/**
 * Draws the training loss of each run and, under it, the largest curvature of that loss times the step size, η λmax, on
 * a log axis; of an optimizer that divides its steps the curvature is preconditioned. Dashed is the bound above which
 * the optimizer diverges on a quadratic loss.
 *
 * @throws RangeError when `step_sharpness` (probe `curvature`), or any step, was not recorded
 *
 * Source: Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability".
 */
export function curvatureCurves(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const sharpness = runs.map((run, index) => sharpnessCurve(run, index, settings));
  if (!sharpness.some(({ step }) => step.length > 0)) {
    throw new RangeError(`runs: expected a recorded step to draw, got ${runs.length} runs with none`);
  }
  const loss = runs.map((run, index) => lossCurve(run, index, settings));
  const bounds = boundsOf(runs);
  const caption = {
    title: `Curvature: ${listText(runs.map(run => run.name))}`,
    subtitle:
      'Training loss, and the largest eigenvalue of its Hessian times the step size, before each update; preconditioned if the optimizer divides its steps',
    notes: [...curveNotes(loss, 'linear'), ...curveNotes(sharpness, 'log'), ...missingNotes(runs)],
    key: bounds.map(bound => ({
      label: `${valueText(bound)}: above it steps diverge on a quadratic loss`,
      color: settings.theme.muted,
      shape: 'dashed' as const,
    })),
    description: `Training loss, and under it η λmax, the step size times the largest curvature, over training steps on a log axis; dashed the bound of stability, ${listText(bounds.map(bound => valueText(bound)))}. ${[
      ...loss,
      ...sharpness,
    ]
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, ({ width, height = 1.5 * curveHeight(width) }) => {
    const upper = Math.round(LOSS_SHARE * height);
    const lower = height - upper;
    const lossPanel = { width, height: upper, scale: 'linear', label: 'training loss', roomFor } as const;
    const axis = { scale: 'log', label: 'η λmax', guides: bounds, extent: extentOf(loss), roomFor } as const;
    return [
      { svg: curvePanel(loss, lossPanel, settings), x: 0, y: 0, height: upper },
      {
        svg: curvePanel(sharpness, { width, height: lower, ...axis }, settings),
        x: 0,
        y: upper,
        height: lower,
      },
    ];
  });
}

/** Both panels have the steps of the loss, so that they can be compared. */
function extentOf(curves: readonly Curve[]): readonly [number, number] {
  const steps = curves.flatMap(({ step }) => (step.length > 0 ? [step[0], step[step.length - 1]] : []));
  const from = Math.min(...steps);
  return [from, Math.max(from + 1, ...steps)];
}

function lossCurve(run: RecordedRun, index: number, { theme }: Settings): Curve {
  const { step, loss } = run.history;
  const color = networkColor(index, theme);
  return { name: `Training loss of ${run.name}`, label: run.name, color, step, value: loss };
}

/** The values that exist. */
function sharpnessCurve(run: RecordedRun, index: number, { theme }: Settings): Curve {
  const { values } = recordedSeries(run, 'step_sharpness');
  const rows = [...values.keys()].filter(row => !Number.isNaN(values[row]));
  return {
    name: `η λmax of ${run.name}`,
    label: run.name,
    color: networkColor(index, theme),
    dots: rows.length <= 30,
    step: rows.map(row => run.history.step[row]),
    value: rows.map(row => values[row]),
  };
}

function boundsOf(runs: readonly RecordedRun[]): number[] {
  const all = runs.flatMap(({ history }) => [...(history.series.stability_bound?.values ?? [])]);
  return [...new Set(all.filter(bound => Number.isFinite(bound)))].sort((a, b) => a - b);
}

function missingNotes(runs: readonly RecordedRun[]): string[] {
  return runs.flatMap(run => {
    const { values } = recordedSeries(run, 'step_sharpness');
    const missing = values.filter(value => Number.isNaN(value)).length;
    if (missing === 0) return [];
    const steps = values.length === 1 ? 'recorded step' : 'recorded steps';
    return [
      `${run.name} has no curvature at ${countText(missing)} of ${countText(values.length)} ${steps}: a unit lay on a kink, a backward pass was cut, or the loss was not finite.`,
    ];
  });
}

export const curvatureKind = {
  title: 'Curvature',
  series: ['step_sharpness'],
  record: 'the curvature',
  covers: 'all',
  draw: curvatureCurves,
  prose: () => [
    'While η λmax lies below the dashed bound, a step of this size lowers the loss. Full-batch gradient descent often sharpens until it reaches the bound and then stays there, the loss falling unevenly: the edge of stability.',
  ],
} as const satisfies FigureKind;
