import { planeAround, type ScoreGrid } from '@gradscope/figures';
import { type Dataset, type Experiment, gridPoints, predict, type Run, wasmEngine } from 'gradscope';

/** Points along each side of the plane: enough for borders to look smooth. */
const POINTS = 160;

/** The scores of a trained network on an even grid over the plane that frames its data. */
export function scoreGrid(
  { layers, final }: Run,
  data: Dataset,
  precision: Experiment['precision'],
): ScoreGrid {
  const { x, y } = planeAround(data);
  const grid = { x: evenly(x), y: evenly(y) };
  const scores = predict(wasmEngine(precision), layers, final, gridPoints(grid));
  return { ...grid, scores, classes: data.classes };
}

const evenly = ([from, to]: readonly [number, number]): Float64Array =>
  Float64Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
