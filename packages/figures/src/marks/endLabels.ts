import type { RenderFunction } from '@observablehq/plot';
import { chooseEvenly } from '../axes/chooseEvenly.ts';
import { element } from '../sheet/element.ts';
import type { Settings } from '../sheet/options.ts';

/** A label at the end of a curve, in px: the curve's end, and its name. */
export interface EndLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly color: string;
}

/** Moves heights apart until each is `gap` from the next and all lie in `top … bottom`; keeps their order. */
export function spreadHeights(
  heights: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  let floor = top;
  for (const i of order) {
    placed[i] = Math.max(placed[i], floor);
    floor = placed[i] + gap;
  }
  let ceiling = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i], ceiling);
    ceiling = placed[i] - gap;
  }
  return placed;
}

/**
 * A mark that names curves at their ends, right of the frame: colliding labels move apart and are tied to
 * their curve by a thin line, a dotted one if the curve ends early. If there is still not enough room, evenly
 * chosen labels are drawn, including first and last.
 */
export function endLabels(
  labels: readonly EndLabel[],
  { document, fontSize, theme }: Settings,
): RenderFunction {
  return (_index, _scales, _values, { width, height, marginTop, marginRight, marginBottom }) => {
    const [gap, right] = [fontSize * 1.2, width - marginRight];
    const shown = chooseEvenly(
      labels,
      Math.max(1, 1 + Math.floor((height - marginTop - marginBottom) / gap)),
    );
    const heights = spreadHeights(
      shown.map(label => label.y),
      gap,
      marginTop,
      height - marginBottom - fontSize * 0.4,
    );
    const node = element(document, 'g', {
      'aria-label': 'curve labels',
      'text-anchor': 'start',
      'font-size': fontSize,
    });
    for (const [i, { x, y, text, color }] of shown.entries()) {
      const at = heights[i];
      const tie = `M${x.toFixed(1)},${y.toFixed(1)}L${right + 2},${y.toFixed(1)}L${right + 11},${at.toFixed(1)}`;
      node.append(
        element(document, 'path', {
          d: tie,
          fill: 'none',
          stroke: theme.axis,
          'stroke-width': 0.75,
          'stroke-dasharray': right - x > gap ? '1 3' : undefined,
        }),
        element(document, 'text', { x: right + 14, y: at.toFixed(1), dy: '0.35em', fill: color }, text),
      );
    }
    return node;
  };
}
