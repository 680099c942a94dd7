import { type FigureOptions, seedBands } from '@gradscope/figures';
import { syntheticMap } from '../synthetic.ts';

const axis = { name: 'step size', values: [0.001, 0.01, 0.1, 1, 10], scale: 'log' } as const;
const seeds = {
  name: 'seed',
  values: Array.from({ length: 20 }, (_, i) => i),
  scale: 'linear',
} as const;

/** `how` says how well a network trains, from 0 to 1 along the axis. */
function series(name: string, how: (x: number) => number) {
  const { cells } = syntheticMap({ x: seeds, y: axis }, (seed, x) => how(x) + 0.3 * Math.sin(37 * seed));
  return { name, cells: axis.values.map((_, i) => cells.slice(20 * i, 20 * (i + 1))) };
}

const both = [series('sigmoid', x => 1.5 * x), series('relu', x => 1.2 - Math.abs(x - 0.4) * 3)];

export default {
  twoNetworks: (options: FigureOptions) => seedBands(axis, both, options),
  accuracyNarrowDark: (options: FigureOptions) =>
    seedBands(axis, both, { ...options, measure: 'accuracy', width: 343, theme: 'dark' }),
};
