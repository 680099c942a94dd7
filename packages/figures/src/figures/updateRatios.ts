import type { RecordedRun } from 'gradscope';
import type { FigureOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';
import { type RatioText, ratioCurves } from './ratioCurves.ts';

const TEXT: RatioText = {
  series: 'update_ratio',
  title: 'Update against weight',
  subtitle: 'How far each step moved the weights of a layer, over their norm',
  formula: '‖ΔW‖ / ‖W‖',
  description: 'Ratio of the update to the weights, ‖ΔW‖ / ‖W‖, per layer',
  // Source: Stanford CS231n, notes “Learning and Evaluation”, section “Ratio of weights:updates”.
  guide: {
    value: 1e-3,
    label: '10⁻³, a rule of thumb',
    description: 'a guide marks 0.001, a rule of thumb',
  },
};

/**
 * Draws how far each update moved the weights of each layer, against their size: `‖ΔW‖ / ‖W‖`, with the usual rule of thumb.
 *
 * @throws RangeError when `update_ratio` (probe `update`), or any step, was not recorded
 */
export const updateRatios = (runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement =>
  ratioCurves(runs, TEXT, options);

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
