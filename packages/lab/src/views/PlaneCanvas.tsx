import { useEffect, useRef } from 'preact/hooks';
import { cancelDrawing, type Drawing, NEVER, requestDrawing } from '../ui/drawQueue.ts';
import { useWidth } from '../ui/useWidth.ts';

export interface PlaneCanvasProps {
  /**
   * Paints the canvas and describes it in words; undefined while there is nothing to paint. A new function
   * paints again.
   */
  readonly paint: ((canvas: HTMLCanvasElement) => string) | undefined;
  /** The accessible name until it is painted. */
  readonly label: string;
  /**
   * Called with the pointer's place on the canvas, 0 … 1 from the upper left; undefined after it has left.
   */
  readonly onHover?: (place: CanvasPlace | undefined) => void;
  readonly onPick?: (place: CanvasPlace) => void;
}

export interface CanvasPlace {
  readonly x: number;
  readonly y: number;
}

/** The longest side in px. */
const LARGEST = 640;

/** A square pixel image at the width of its container, painted in idle moments. */
export function PlaneCanvas({ paint, label, onHover, onPick }: PlaneCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(place);
  const drawing = useRef<Drawing>({ draw: () => {}, drawnAt: NEVER }).current;
  useEffect(() => () => cancelDrawing(drawing), []);
  useEffect(() => {
    if (!paint || width === 0) return;
    drawing.draw = () => {
      const element = canvas.current;
      if (!element) return;
      const size = Math.round(Math.min(width, LARGEST) * devicePixelRatio);
      if (element.width !== size) element.width = element.height = size;
      element.setAttribute('aria-label', paint(element));
    };
    requestDrawing(drawing);
  }, [paint, width]);
  return (
    <div ref={place}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        class={onPick && 'pickable'}
        onPointerMove={onHover && (event => onHover(placeOf(event)))}
        onPointerLeave={onHover && (() => onHover(undefined))}
        onClick={onPick && (event => onPick(placeOf(event)))}
      />
    </div>
  );
}

function placeOf({ offsetX, offsetY, currentTarget }: MouseEvent): CanvasPlace {
  const { clientWidth, clientHeight } = currentTarget as HTMLCanvasElement;
  return { x: offsetX / clientWidth, y: offsetY / clientHeight };
}
