import { element } from './element.ts';
import type { Settings } from './options.ts';

/** Fills for values without a colour: {@link hatches} must be on the sheet. */
export const zeroHatch = 'url(#zero)';
export const brokenHatch = 'url(#broken)';

/** The two hatches, told apart by their lines and not by colour alone: strokes for 0, crosses for NaN and infinite values. */
export function hatches({ document, theme }: Settings): SVGElement {
  const hatch = (id: string, lines: string, stroke: string) => {
    const size = { width: 6, height: 6 };
    return element(
      document,
      'pattern',
      { id, ...size, patternUnits: 'userSpaceOnUse' },
      element(document, 'rect', { ...size, fill: theme.background }),
      element(document, 'path', { d: lines, stroke, 'stroke-width': 1.2, fill: 'none' }),
    );
  };
  const strokes = 'M-1,1L1,-1M0,6L6,0M5,7L7,5';
  return element(
    document,
    'defs',
    {},
    hatch('zero', strokes, theme.muted),
    hatch('broken', `${strokes}M-1,5L1,7M0,0L6,6M5,-1L7,1`, theme.hues[1]),
  );
}
