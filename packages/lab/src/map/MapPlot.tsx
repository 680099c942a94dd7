import { type FigureOptions, othersText, trainabilityMaps } from '@gradscope/figures';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Figure } from '../ui/Figure.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { type Box, boxesOfCells, type Point, placeIn, shareIn } from './mapBox.ts';
import type { MapState } from './mapState.ts';
import type { Place } from './shownMap.ts';

/** A drag over a map from one point to another, in px of the plot. */
interface Drag {
  readonly map: number;
  readonly from: Point;
  readonly to: Point;
}

/** The distance in px that a pointer may move during a click. */
const STILL = 5;

/**
 * The maps. The user can point at cells, click them, drag over them, and move among them with the arrow keys.
 */
export function MapPlot({ state }: { readonly state: MapState }) {
  const plot = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const touched = useRef<Place | undefined>(undefined);
  const draw = useDrawing(state);
  const width = useWidth(plot);
  // A redrawn figure has moved its cells, and an old mark would lie beside its cell.
  useEffect(() => {
    state.place.value = undefined;
  }, [width]);
  const { nx, ny } = state.shown.size.value;
  const boxes = () => boxesOfCells(plot.current);
  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = plot.current!.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const read = (event: PointerEvent) => {
    state.place.value = placeIn(boxes(), pointOf(event), nx, ny);
  };
  const open = (place: Place | undefined) => {
    const address = place && state.shown.labAddress(place);
    if (address) location.assign(address);
  };
  /** A finger cannot hover: its first touch reads a cell, and a second touch on it opens the lab. */
  const pick = ({ pointerType }: PointerEvent, place: Place | undefined) => {
    if (pointerType === 'mouse' || (touched.current && same(touched.current, place))) open(place);
    touched.current = place;
    state.place.value = place;
  };
  const finish = (event: PointerEvent) => {
    const cells = drag && boxes()[drag.map];
    if (drag && cells) {
      const to = pointOf(event);
      const moved = Math.max(Math.abs(to.x - drag.from.x), Math.abs(to.y - drag.from.y));
      if (moved <= STILL) pick(event, placeIn(boxes(), to, nx, ny));
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
        const from = pointOf(event);
        const place = placeIn(boxes(), from, nx, ny);
        if (event.button !== 0 || !place) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ map: place.map, from, to: from });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const place = state.place.value;
        const next = stepFrom(place, event.key, { nx, ny, maps: state.shown.maps.value.length });
        if (next) state.place.value = next;
        else if (event.key === 'Enter') open(place);
        else if (event.key === 'Escape') setDrag(undefined);
        else if (event.key === '+') state.zoomRound(place);
        else if (event.key === '-') state.zoomOut();
        else return;
        event.preventDefault();
      }}
    >
      <Figure draw={draw} empty="Nothing trained yet." />
      <Marks state={state} boxes={boxes} drag={drag} />
    </div>
  );
}

const NO_LINES: MapState['theory']['value'] = [];

/** The figure; it is made again whenever a cell changes. */
function useDrawing(state: MapState) {
  const version = state.cells.version.value;
  const { measure, theory } = state.url.value;
  const lines = theory === 'on' ? state.theory.value : NO_LINES;
  const view = state.shown.view.value;
  const chance = measure === 'accuracy' ? state.chance.value : undefined;
  return useMemo(() => {
    const subtitle = othersText(state.shown.sweep.value.axes, view);
    return (options: FigureOptions) => {
      const maps = state.shown.maps.value.map((map, k) => ({ ...map, lines: lines[k] ?? [] }));
      return trainabilityMaps(maps, {
        ...options,
        measure,
        subtitle,
        ...(chance !== undefined && { chance }),
      });
    };
  }, [version, measure, lines, view, chance]);
}

interface MarksProps {
  readonly state: MapState;
  readonly boxes: () => readonly Box[];
  readonly drag: Drag | undefined;
}

/** The marks over the figure: the current cell, and the area being dragged over. */
function Marks({ state, boxes, drag }: MarksProps) {
  const place = state.place.value;
  const { nx, ny } = state.shown.size.value;
  const cells = place && boxes()[place.map];
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

/**
 * The place that an arrow key leads to. Without a place it is the middle; past a map's side it is the next
 * map.
 */
function stepFrom(
  place: Place | undefined,
  key: string,
  { nx, ny, maps }: { readonly nx: number; readonly ny: number; readonly maps: number },
): Place | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  if (!place) return { map: 0, i: nx >> 1, j: ny >> 1 };
  const i = place.i + step[0];
  const j = Math.max(0, Math.min(ny - 1, place.j + step[1]));
  if (i >= 0 && i < nx) return { map: place.map, i, j };
  const map = place.map + step[0];
  return map >= 0 && map < maps ? { map, i: i < 0 ? nx - 1 : 0, j } : place;
}

function same(a: Place, b: Place | undefined): boolean {
  return a.map === b?.map && a.i === b.i && a.j === b.j;
}
