import type { Shape } from 'gradscope';
import type { Graph, Value } from '../graph.ts';

export interface WindowSettings {
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}

/** Adds windows of neighbouring positions: `[rows, …windows, size^axes · channels]`, position after position. */
export function addWindows(graph: Graph, x: Value, { axes = [1] }: Shape, settings: WindowSettings): Value {
  const { size, stride, padding } = settings;
  const inside = axes.map(() => padding);
  const padded =
    padding === 0 ? x : graph.node('Pad', [x, graph.integers([0, ...inside, 0, 0, ...inside, 0])]);
  const parts = offsets(size, axes.length).map(offset => {
    const ends = windowCounts(axes, settings).map((count, i) => offset[i] + (count - 1) * stride + 1);
    const lists = [offset, ends, axes.map((_, i) => i + 1), axes.map(() => stride)];
    return graph.node('Slice', [padded, ...lists.map(list => graph.integers(list))]);
  });
  return parts.length === 1 ? parts[0] : graph.node('Concat', parts, { axis: -1 });
}

/** Windows along each axis. */
export function windowCounts(
  axes: readonly number[],
  { size, stride, padding }: WindowSettings,
): readonly number[] {
  return axes.map(extent => Math.floor((extent + 2 * padding - size) / stride) + 1);
}

/** All places in a window, the last axis fastest. */
function offsets(size: number, axes: number): number[][] {
  if (axes === 0) return [[]];
  return Array.from({ length: size }, (_, first) =>
    offsets(size, axes - 1).map(others => [first, ...others]),
  ).flat();
}
