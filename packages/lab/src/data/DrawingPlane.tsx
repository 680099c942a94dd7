import { steadyText } from 'gradscope';
import { useRef, useState } from 'preact/hooks';
import { drawnColor } from '../rows/drawnColor.ts';
import { DRAWN_CLASSES, type DrawnPoint, PLANE } from '../rows/drawnPoints.ts';

export interface DrawingPlaneProps {
  readonly points: readonly DrawnPoint[];
  /** The class of a new point. */
  readonly label: number;
  readonly onAdd: (point: DrawnPoint) => void;
  readonly onUndo: () => void;
  readonly onLabel: (label: number) => void;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A pointer that is held down leaves points this far apart; the cursor goes this far, or with Shift less far. */
const SPACING = 80;
const STRIDE = 50;
const SHORT_STRIDE = 10;
const RADIUS = 26;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The square [−1, 1]²: a press leaves a point, a drag a trail; arrow keys move a cursor and Enter leaves a point there. */
export function DrawingPlane({ points, label, onAdd, onUndo, onLabel }: DrawingPlaneProps) {
  const last = useRef<Place | undefined>(undefined);
  const [cursor, setCursor] = useState<Place>({ x: 0, y: 0 });
  const [said, say] = useState('');
  const add = (place: Place) => {
    onAdd({ ...place, label });
    last.current = place;
    setCursor(place);
    say(`Class ${label + 1} at ${placeText(place)}.`);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    add(placeOf(event));
  };
  const drag = (event: PointerEvent) => {
    const place = placeOf(event);
    if (last.current && Math.hypot(place.x - last.current.x, place.y - last.current.y) >= SPACING) add(place);
  };
  const key = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const chosen = Number(event.key) - 1;
    if (arrow) {
      const stride = event.shiftKey ? SHORT_STRIDE : STRIDE;
      const place = { x: bounded(cursor.x + stride * arrow[0]), y: bounded(cursor.y + stride * arrow[1]) };
      setCursor(place);
      say(placeText(place));
    } else if (event.key === 'Enter' || event.key === ' ') {
      add(cursor);
      last.current = undefined;
    } else if (event.key === 'Backspace') onUndo();
    else if (chosen >= 0 && chosen < DRAWN_CLASSES) onLabel(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <svg
        class="drawing-plane"
        viewBox={`${-PLANE} ${-PLANE} ${2 * PLANE} ${2 * PLANE}`}
        tabindex={0}
        role="application"
        aria-label={`Plane to draw points in, ${points.length} drawn. Arrow keys move the cursor, Enter leaves a point, 1 to ${DRAWN_CLASSES} choose the class, Backspace takes the last point away.`}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={() => {
          last.current = undefined;
        }}
        onKeyDown={key}
      >
        <path class="axes" d={`M${-PLANE} 0H${PLANE}M0 ${-PLANE}V${PLANE}`} />
        {points.map((point, i) => (
          <circle key={i} cx={point.x} cy={-point.y} r={RADIUS} fill={drawnColor(point.label)} />
        ))}
        <path
          class="cursor"
          d={`M${cursor.x - 40} ${-cursor.y}h80M${cursor.x} ${-cursor.y - 40}v80`}
          stroke={drawnColor(label)}
        />
      </svg>
      <p class="hint">
        Press or drag; or focus the plane: arrow keys move the cross, Enter leaves a point, 1–{DRAWN_CLASSES}{' '}
        choose the class, Backspace undoes. From −1 to 1 on both axes.
      </p>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

function placeOf(event: PointerEvent): Place {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return {
    x: bounded(PLANE * ((2 * (event.clientX - left)) / width - 1)),
    y: bounded(-PLANE * ((2 * (event.clientY - top)) / height - 1)),
  };
}

/** In whole thousandths; without −0, which JSON would not keep. */
function bounded(value: number): number {
  return Math.max(-PLANE, Math.min(PLANE, Math.round(value))) + 0;
}

function placeText({ x, y }: Place): string {
  return `${steadyText(x / PLANE)}, ${steadyText(y / PLANE)}`;
}
