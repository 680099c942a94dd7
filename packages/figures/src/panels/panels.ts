import type { Area, Panel } from '../sheet/composeFigure.ts';

/** Below this width, panels are stacked. */
const sideBySide = 640;

/** Arranges panels side by side if there is room, else stacked, all of one size. */
export function arrangePanels(
  area: Area,
  count: number,
  heightAt: (width: number) => number,
  draw: (index: number, size: { readonly width: number; readonly height: number }) => SVGSVGElement,
): Panel[] {
  const rows = area.width < sideBySide ? count : 1;
  const width = rows === 1 ? area.width / count : area.width;
  const height = area.height === undefined ? heightAt(width) : area.height / rows;
  return Array.from({ length: count }, (_, index) => ({
    svg: draw(index, { width, height }),
    x: rows === 1 ? index * width : 0,
    y: rows === 1 ? 0 : index * height,
    height,
  }));
}
