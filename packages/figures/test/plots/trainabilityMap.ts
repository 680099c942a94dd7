import { type FigureOptions, theoryLines, trainabilityMap, trainabilityMaps } from '@gradscope/figures';
import { activations } from 'gradscope';
import { syntheticMap } from '../synthetic.ts';

const stepSizes = {
  x: { name: 'step size of layer 1', values: powers(-2, 3, 40), scale: 'log' },
  y: { name: 'step size of layer 2', values: powers(-2, 3, 32), scale: 'log' },
} as const;
const depths = {
  x: { name: 'σw', values: Array.from({ length: 25 }, (_, i) => 0.8 + 0.1 * i), scale: 'linear' },
  y: { name: 'hidden layers', values: Array.from({ length: 20 }, (_, i) => 2 * (i + 1)), scale: 'linear' },
} as const;
const kinds = {
  x: { name: 'activation', values: ['sigmoid', 'tanh', 'relu', 'gelu'], scale: 'list' },
  y: { name: 'hidden layers', values: [1, 2, 4, 8, 16], scale: 'list' },
} as const;

function powers(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => 10 ** (from + ((to - from) * i) / (count - 1)));
}

const overSteps = syntheticMap(stepSizes, (x, y) => 2 - Math.abs(x + y - 1));
const unfinished = {
  ...overSteps,
  cells: overSteps.cells.map((cell, i) => (i % 40 > 25 && i > 700 ? undefined : cell)),
};
const overDepth = syntheticMap(depths, (x, y) => 1.5 - Math.abs(x - 0.3) * 4 * y);
const theory = theoryLines(activations.tanh, 0.2, depths.x, depths.y);

export default {
  loss: (options: FigureOptions) => trainabilityMap(overSteps, options),
  unfinishedNarrow: (options: FigureOptions) => trainabilityMap(unfinished, { ...options, width: 343 }),
  accuracyWithTheoryDark: (options: FigureOptions) =>
    trainabilityMap(overDepth, {
      ...options,
      measure: 'accuracy',
      chance: 1 / 3,
      lines: theory,
      theme: 'dark',
    }),
  stepsToTargetNarrowDark: (options: FigureOptions) =>
    trainabilityMap(overSteps, { ...options, measure: 'stepsToTarget', width: 343, theme: 'dark' }),
  symptoms: (options: FigureOptions) =>
    trainabilityMap(
      syntheticMap(kinds, (x, y) => 1 - x * y * 2),
      { ...options, measure: 'symptom', width: 480 },
    ),
  smallMultiples: (options: FigureOptions) =>
    trainabilityMaps(
      [0, 0.001, 0.01].map((l2, k) => ({
        title: `l2 ${l2}`,
        map: syntheticMap(stepSizes, (x, y) => 2 - k / 2 - Math.abs(x + y - 1)),
      })),
      { ...options, measure: 'firstGradient', width: 960 },
    ),
};
