import * as Plot from '@observablehq/plot';
import type { Curve } from './curve.ts';
import { type Stretch, stretches } from './decimate.ts';

/**
 * Bars at one height, in the axis's coordinate, over the steps for which `test` holds: values that cannot be
 * placed themselves.
 */
export function bars(
  curve: Curve,
  test: (value: number) => boolean,
  at: number,
  columns: number,
): Plot.Markish {
  return Plot.link(stretches(curve.step, curve.value, columns, test), {
    x1: ([from]: Stretch) => curve.step[from],
    x2: ([, to]: Stretch) => curve.step[to],
    y1: at,
    y2: at,
    stroke: curve.color,
    strokeWidth: 3,
    strokeLinecap: 'square',
  });
}
