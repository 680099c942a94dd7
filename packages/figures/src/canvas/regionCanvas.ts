import type { Dataset, Grid } from 'gradscope';
import { percentText } from 'gradscope';
import { winners } from '../marks/winners.ts';
import { classColors } from '../sheet/palette.ts';
import { paintGrid, paintPoints, rgbOf } from './planeCanvas.ts';

/** The opacity of a region where the network is unsure, and where it is sure. */
const [faint, strong] = [0.12, 0.62];
const grey = [128, 128, 128] as const;

/** The answers of a network on a grid: scores `[y · x, classes]`, row-major, x changing fastest. */
export interface Regions {
  readonly grid: Grid;
  readonly scores: Float64Array;
  readonly classes: number;
}

/**
 * How sure the network is of the winning class at each point: its softmax probability, rescaled from 1 /
 * classes … 1 to 0 … 1. 0 if none wins.
 */
export function sureness({ scores, classes }: Omit<Regions, 'grid'>, won: Int32Array): Float64Array {
  return Float64Array.from(won, (k, point) => {
    if (k < 0) return 0;
    const own = scores.subarray(point * classes, (point + 1) * classes);
    let total = 0;
    for (const score of own) total += score === own[k] ? 1 : Math.exp(score - own[k]);
    return (1 / total - 1 / classes) / (1 - 1 / classes);
  });
}

/**
 * Paints the winning class at each point of a plane, stronger where the network is surer, and the data on
 * top, on a square canvas with y up: for a picture that is drawn many times a second. {@link decisionRegions}
 * draws borders as lines.
 */
export function paintRegions(canvas: HTMLCanvasElement, regions: Regions, data: Dataset): void {
  const context = canvas.getContext('2d')!;
  const { grid, classes } = regions;
  const colors = classColors(classes);
  const channels = colors.map(rgbOf);
  const won = winners(regions);
  const sure = sureness(regions, won);
  context.clearRect(0, 0, canvas.width, canvas.height);
  paintGrid(context, { left: 0, top: 0, side: canvas.width }, grid, (point, image, at) => {
    const k = won[point];
    image.set(k < 0 ? grey : channels[k], at);
    image[at + 3] = 255 * (k < 0 ? strong : faint + (strong - faint) * sure[point]);
  });
  paintPoints(context, grid, data, colors);
}

/** The content of the picture, in words. */
export function describeRegions(name: string, step: number, regions: Regions): string {
  const winner = winners(regions);
  const shares = Array.from({ length: regions.classes }, (_, k) => {
    const won = winner.reduce((count, other) => count + (other === k ? 1 : 0), 0);
    return `class ${k} on ${percentText(won / winner.length)}`;
  });
  return `Decision regions of ${name} at step ${step}: of the plane ${shares.join(', ')}.`;
}
