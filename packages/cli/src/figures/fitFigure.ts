import { curveFit, type FigureOptions } from '@gradscope/figures';
import { predict, type RegressionDataset, wasmEngine } from 'gradscope';
import type { Outcome } from '../outcome.ts';

/** Number of points at which a network is evaluated, over the extent of the data. */
const POINTS = 400;

/** The networks' answers over one feature, with the data. */
export function fitFigure(
  data: RegressionDataset,
  { runs, experiment }: Outcome,
): (options: FigureOptions) => SVGSVGElement {
  const [low, high] = extent(data.X);
  const x = Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  return options =>
    curveFit(
      data,
      runs.map(({ name, layers, final }) => ({
        name,
        x,
        y: predict(wasmEngine(experiment.precision), layers, final, x),
      })),
      options,
    );
}

function extent(values: Float64Array): [number, number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
}
