import type { Place } from './mapState.ts';

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

/** Where the cells of the map lie within its plot; undefined before it is drawn. */
export function boxOfCells(plot: HTMLElement | null): Box | undefined {
  const image = plot?.querySelector('image');
  if (!plot || !image) return undefined;
  const [around, cells] = [plot.getBoundingClientRect(), image.getBoundingClientRect()];
  return { x: cells.left - around.left, y: cells.top - around.top, width: cells.width, height: cells.height };
}

/** The cell at a point; undefined beside the cells. */
export function placeIn(
  { x, y, width, height }: Box,
  point: Point,
  nx: number,
  ny: number,
): Place | undefined {
  const [across, up] = [(point.x - x) / width, 1 - (point.y - y) / height];
  if (across < 0 || across >= 1 || up < 0 || up >= 1) return undefined;
  return { i: Math.floor(across * nx), j: Math.floor(up * ny) };
}

/** How far across and up a point is, from 0 to 1; beside the cells that of the nearest edge. */
export function shareIn({ x, y, width, height }: Box, point: Point): { across: number; up: number } {
  const bounded = (share: number) => Math.max(0, Math.min(1, share));
  return { across: bounded((point.x - x) / width), up: bounded(1 - (point.y - y) / height) };
}
