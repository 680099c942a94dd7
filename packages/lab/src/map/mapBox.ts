import type { Place } from './shownMap.ts';

/** A point in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in px. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The boxes of the maps' cells within their plot; empty before the maps are drawn. */
export function boxesOfCells(plot: HTMLElement | null): Box[] {
  if (!plot) return [];
  const around = plot.getBoundingClientRect();
  return Array.from(plot.querySelectorAll('image'), image => {
    const { left, top, width, height } = image.getBoundingClientRect();
    return { x: left - around.left, y: top - around.top, width, height };
  });
}

/** The cell at a point; undefined outside the cells. */
export function placeIn(boxes: readonly Box[], point: Point, nx: number, ny: number): Place | undefined {
  for (const [map, { x, y, width, height }] of boxes.entries()) {
    const [across, up] = [(point.x - x) / width, 1 - (point.y - y) / height];
    if (across >= 0 && across < 1 && up >= 0 && up < 1)
      return { map, i: Math.floor(across * nx), j: Math.floor(up * ny) };
  }
  return undefined;
}

/** The relative position of a point in a box, from 0 to 1 across and up, clamped to the edges. */
export function shareIn({ x, y, width, height }: Box, point: Point): { across: number; up: number } {
  const bounded = (share: number) => Math.max(0, Math.min(1, share));
  return { across: bounded((point.x - x) / width), up: bounded(1 - (point.y - y) / height) };
}
