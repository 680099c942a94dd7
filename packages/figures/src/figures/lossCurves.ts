import { capitalised, listText, percentText, type RecordedRun } from 'gradscope';
import type { Curve } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { arrangePanels } from '../panels/panels.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { dashes, type KeyEntry } from '../sheet/key.ts';
import { type FigureOptions, resolveOptions, type Settings } from '../sheet/options.ts';
import { networkColor } from '../sheet/palette.ts';
import type { FigureKind } from './figureKind.ts';

export interface LossCurvesOptions extends FigureOptions {
  /** Scale of the loss. Default `'linear'`. */
  readonly scale?: 'log' | 'linear';
}

/**
 * Draws training loss and training accuracy of each run at each recorded step, and beside them, dashed, those
 * on the held-out rows, if `history.series` has `test_loss` and `test_accuracy`.
 *
 * The loss includes its `l2` term. One colour per network, the same as in {@link gradientMagnitudes}.
 *
 * @throws RangeError if nothing was recorded
 */
export function lossCurves(runs: readonly RecordedRun[], options: LossCurvesOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const { scale = 'linear' } = options;
  if (!runs.some(run => run.history.step.length > 0)) {
    throw new RangeError(`runs: expected a recorded step to draw, got ${runs.length} runs with none`);
  }
  const isHeldOut = runs.some(run => run.history.series.test_loss);
  const curves = (quantity: 'loss' | 'accuracy'): Curve[] =>
    runs.map((run, index) => ({
      name: `${run.layers ? `Training ${quantity}` : capitalised(quantity)} of ${run.name}`,
      label: run.name,
      color: networkColor(index, settings.theme),
      step: run.history.step,
      value: run.history[quantity],
    }));
  // A log may lack both, and regression has no accuracy.
  const loss = curves('loss').filter((_, i) => runs[i].layers || hasNumbers(runs[i].history.loss));
  const accuracy = curves('accuracy')
    .filter(({ value }) => hasNumbers(value))
    .map(withoutNaN);
  const tested = {
    loss: heldOutCurves(runs, 'test_loss', settings),
    accuracy: heldOutCurves(runs, 'test_accuracy', settings),
  };
  const axisLabel = (quantity: 'loss' | 'accuracy') => (isHeldOut ? quantity : `training ${quantity}`);
  const quantities = accuracy.length > 0 ? 'Loss and accuracy' : 'Loss';
  const caption = {
    title: `${quantities}: ${listText(runs.map(run => run.name))}`,
    subtitle: runs.every(({ layers }) => layers)
      ? isHeldOut
        ? 'On the training rows and on the test rows held out, before each update; only the training loss includes an l2 term'
        : 'On the training data, before each update; the loss includes its l2 term'
      : 'As they were logged',
    ...(isHeldOut && { key: keyOf(settings) }),
    notes: curveNotes([...loss, ...accuracy, ...tested.loss, ...tested.accuracy], scale),
    description: `${quantities} over training steps, the loss on a ${scale} axis${isHeldOut ? '; of the test rows dashed' : ''}. ${[
      ...loss,
      ...accuracy,
      ...tested.loss,
      ...tested.accuracy,
    ]
      .map(({ name, step, value }) => describeCurve(name, step, value))
      .join(' ')}`,
  };
  return composeFigure(settings, caption, area =>
    arrangePanels(area, accuracy.length > 0 ? 2 : 1, curveHeight, (index, size) =>
      index === 0
        ? curvePanel([...loss, ...tested.loss], { ...size, scale, label: axisLabel('loss') }, settings)
        : curvePanel(
            [...accuracy, ...tested.accuracy],
            { ...size, scale: 'linear', label: axisLabel('accuracy'), domain: [0, 1], format: percentText },
            settings,
          ),
    ),
  );
}

/** A run's records on the held-out rows, dashed and in its colour; empty for a run that has none. */
function heldOutCurves(
  runs: readonly RecordedRun[],
  quantity: 'test_loss' | 'test_accuracy',
  { theme }: Settings,
): Curve[] {
  return runs.flatMap(({ name, history }, index) => {
    const series = history.series[quantity];
    if (!series || !hasNumbers(series.values)) return [];
    const curve = {
      name: `${quantity === 'test_loss' ? 'Test loss' : 'Test accuracy'} of ${name}`,
      label: '',
      color: networkColor(index, theme),
      dash: dashes.dashed,
      step: history.step,
      value: series.values,
    };
    return [withoutNaN(curve)];
  });
}

const keyOf = ({ theme }: Settings): KeyEntry[] => [
  { label: 'training', color: theme.muted, shape: 'line' },
  { label: 'test', color: theme.muted, shape: 'dashed' },
];

const hasNumbers = (values: ArrayLike<number>): boolean =>
  Array.prototype.some.call(values, value => !Number.isNaN(value));

/** The known points of a curve: an accuracy that is logged now and then still becomes a line. */
function withoutNaN({ step, value, ...curve }: Curve): Curve {
  const rows = Array.from(step, (_, row) => row).filter(row => !Number.isNaN(value[row]));
  return { ...curve, step: rows.map(row => step[row]), value: rows.map(row => value[row]) };
}

export const lossKind = {
  title: 'Loss and accuracy',
  series: ['loss'],
  inLogs: ['loss'],
  covers: 'all',
  draw: lossCurves,
} as const satisfies FigureKind;
