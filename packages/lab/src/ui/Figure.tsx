import type { FigureOptions } from '@gradscope/figures';
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { cancelDrawing, type Drawing, NEVER, requestDrawing } from './drawQueue.ts';
import { showFigureEscaped } from './shownOnPage.ts';
import { theme } from './theme.ts';
import { useWidth } from './useWidth.ts';
import { useVisibility } from './visibility.ts';

export interface FigureProps {
  /** Makes the figure; undefined while there is nothing to draw. It is drawn again whenever this is another function. */
  readonly draw: ((options: FigureOptions) => SVGSVGElement) | undefined;
  /** What is said while there is nothing to draw. */
  readonly empty?: string;
}

const NARROWEST = 240;

/** Whether a figure has a title of its own, or what is around it says what it shows. */
export const Titled = createContext(true);

/** What is said where no step has been made yet. */
export const UNTRAINED = 'Press Play to see it.';

/** A figure of `@gradscope/figures`, as wide as its place, drawn in idle moments and only while it can be seen. */
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

/** A figure is one image with a title and a description: the labels of groups inside it would not be allowed there. */
export function asOneImage(svg: SVGSVGElement): SVGSVGElement {
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  showFigureEscaped(svg);
  return svg;
}
