import { type FigureOptions, type MapAxis, trainabilityMap } from '@gradscope/figures';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Figure } from '../ui/Figure.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { shownCells } from './fillOrder.ts';
import { type Box, boxOfCells, type Point, placeIn, shareIn } from './mapBox.ts';
import type { MapState, Place } from './mapState.ts';

/** A drag from one point to another, in px of the plot. */
interface Drag {
  readonly from: Point;
  readonly to: Point;
}

/** Pixels that a pointer may move and still have clicked. */
const STILL = 5;
/** By how much the keyboard zooms. */
const KEY_ZOOM = 0.25;

/** The map, to be pointed at, clicked, dragged over, and gone through with the arrow keys. */
export function MapPlot({ state }: { readonly state: MapState }) {
  const plot = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const draw = useDrawing(state);
  const width = useWidth(plot);
  // The figure is drawn anew, and a mark would lie beside its cell.
  useEffect(() => {
    state.place.value = undefined;
  }, [width]);
  const { nx, ny } = state.size.value;
  const box = () => boxOfCells(plot.current);
  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = plot.current!.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const read = (event: PointerEvent) => {
    const cells = box();
    state.place.value = cells && placeIn(cells, pointOf(event), nx, ny);
  };
  const open = (place: Place | undefined) => {
    const address = place && state.labAddress(place);
    if (address) location.assign(address);
  };
  const finish = (event: PointerEvent) => {
    const cells = box();
    if (drag && cells) {
      const to = pointOf(event);
      const moved = Math.max(Math.abs(to.x - drag.from.x), Math.abs(to.y - drag.from.y));
      if (moved <= STILL) open(placeIn(cells, to, nx, ny));
      else {
        const [a, b] = [shareIn(cells, drag.from), shareIn(cells, to)];
        if (a.across !== b.across && a.up !== b.up) state.zoom([a.across, b.across], [a.up, b.up]);
      }
    }
    setDrag(undefined);
  };
  return (
    <div
      ref={plot}
      class="map-plot"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go through the cells.
      tabIndex={0}
      role="application"
      aria-label="Map: arrow keys go from one to the next, Enter opens its network in the lab, plus and minus zoom"
      onPointerMove={event => {
        if (drag) setDrag({ ...drag, to: pointOf(event) });
        read(event);
      }}
      onPointerDown={event => {
        const cells = box();
        if (event.button !== 0 || !cells || !placeIn(cells, pointOf(event), nx, ny)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: pointOf(event), to: pointOf(event) });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const place = state.place.value;
        const next = stepFrom(place, event.key, nx, ny);
        if (next) state.place.value = next;
        else if (event.key === 'Enter') open(place);
        else if (event.key === 'Escape') setDrag(undefined);
        else if (event.key === '+') zoomRound(state, place ?? { i: nx >> 1, j: ny >> 1 });
        else if (event.key === '-') state.zoomOut();
        else return;
        event.preventDefault();
      }}
    >
      <Figure draw={draw} empty="Nothing trained yet." />
      <Marks state={state} box={box} drag={drag} />
    </div>
  );
}

/** The figure, made anew whenever a cell is. */
function useDrawing(state: MapState) {
  const version = state.version.value;
  const { measure } = state.url.value;
  return useMemo(() => {
    const { nx, ny } = state.size.value;
    const [y, x] = state.sweep.value.axes as unknown as readonly [MapAxis, MapAxis];
    const cells = shownCells(state.cells, nx, ny);
    return (options: FigureOptions) => trainabilityMap({ x, y, cells }, { ...options, measure });
  }, [version, measure]);
}

interface MarksProps {
  readonly state: MapState;
  readonly box: () => Box | undefined;
  readonly drag: Drag | undefined;
}

/** What lies over the figure: the cell that is read, and what is being dragged over. */
function Marks({ state, box, drag }: MarksProps) {
  const place = state.place.value;
  const { nx, ny } = state.size.value;
  const cells = box();
  if (drag && Math.max(Math.abs(drag.to.x - drag.from.x), Math.abs(drag.to.y - drag.from.y)) > STILL) {
    return <div class="map-drag" style={styleOf(between(drag))} />;
  }
  if (!place || !cells) return null;
  const [width, height] = [cells.width / nx, cells.height / ny];
  const at = { x: cells.x + place.i * width, y: cells.y + cells.height - (place.j + 1) * height };
  return <div class="map-cell" style={styleOf({ ...at, width, height })} />;
}

const styleOf = ({ x, y, width, height }: Box) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});

function between({ from, to }: Drag): Box {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where an arrow key goes; from nowhere to the middle. */
function stepFrom(place: Place | undefined, key: string, nx: number, ny: number): Place | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  if (!place) return { i: nx >> 1, j: ny >> 1 };
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { i: within(place.i + step[0], nx), j: within(place.j + step[1], ny) };
}

function zoomRound(state: MapState, { i, j }: Place): void {
  const { nx, ny } = state.size.value;
  const around = (middle: number): [number, number] => [middle - KEY_ZOOM, middle + KEY_ZOOM];
  state.zoom(around((i + 0.5) / nx), around((j + 0.5) / ny));
}
