import type { FigureOptions } from '@gradscope/figures';
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { cancelDrawing, type Drawing, NEVER, requestDrawing } from './drawQueue.ts';
import { showFigureEscaped } from './shownOnPage.ts';
import { theme } from './theme.ts';
import { useWidth } from './useWidth.ts';
import { useVisibility } from './visibility.ts';

export interface FigureProps {
  /** Makes the figure; undefined while there is nothing to draw. A new function draws the figure again. */
  readonly draw: ((options: FigureOptions) => SVGSVGElement) | undefined;
  /** The text while there is nothing to draw. */
  readonly empty?: string;
}

const NARROWEST = 240;

/** True if figures draw their own title; false if the text around them names them. */
export const Titled = createContext(true);

/** The text before the first step. */
export const UNTRAINED = 'Press Play to see it.';

/**
 * A figure of `@gradscope/figures` at the width of its container. It is drawn in idle moments, and only while
 * it is visible.
 */
export function Figure({ draw, empty = UNTRAINED }: FigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const visible = useVisibility().value;
  const untitled = !useContext(Titled);
  const colors = theme.value;
  const [complaint, setComplaint] = useState('');
  const drawing = useRef<Drawing>({ draw: () => {}, drawnAt: NEVER }).current;
  useEffect(() => () => cancelDrawing(drawing), []);
  useEffect(() => {
    if (!draw || !visible || width === 0) return;
    drawing.draw = () => {
      try {
        place.current?.replaceChildren(
          asOneImage(draw({ width: Math.max(NARROWEST, width), theme: colors, untitled })),
        );
        setComplaint('');
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        place.current?.replaceChildren();
        setComplaint(error.message);
      }
    };
    requestDrawing(drawing);
  }, [draw, width, visible, colors]);
  return (
    <>
      <div class="figure" ref={place} />
      {(complaint || !draw) && <p class="notice">{complaint || empty}</p>}
    </>
  );
}

/**
 * Makes a figure one image with a title and a description. ARIA does not allow labels of groups inside an
 * image.
 */
export function asOneImage(svg: SVGSVGElement): SVGSVGElement {
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  showFigureEscaped(svg);
  return svg;
}
