import type { RecordedRun } from 'gradscope';
import { blockNames } from '../records/columnNames.ts';
import type { FigureOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';
import { type RatioText, ratioCurves } from './ratioCurves.ts';

const TEXT: RatioText = {
  series: 'branch_ratio',
  columns: blockNames('branch_ratio'),
  title: 'Residual blocks',
  subtitle: 'What each block adds, over what passes it by',
  formula: '‖branch‖ / ‖skip‖',
  description: '‖branch‖ / ‖skip‖ of each residual block',
  guide: {
    value: 1,
    label: 'as much as passes by',
    description: 'a guide marks 1, where a block adds as much as passes by',
  },
};

/**
 * Draws how much each residual block adds to what passes it by, `‖scale · branch‖ / ‖skip‖`, over training.
 *
 * @throws RangeError when `branch_ratio` (probe `block`), or any step, was not recorded
 */
export const blockRatios = (runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement =>
  ratioCurves(runs, TEXT, options);

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
