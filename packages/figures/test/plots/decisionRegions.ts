import { decisionRegions, type FigureOptions } from '@gradscope/figures';
import { syntheticScores, syntheticSpiral } from '../synthetic.ts';

const three = syntheticScores(40, 3);
const diverged = {
  ...three,
  scores: three.scores.map((score, at) => (at < 40 * 3 * 12 ? Number.NaN : score)),
};

export default {
  threeClasses: (options: FigureOptions) =>
    decisionRegions(three, syntheticSpiral(25, 3), { ...options, width: 480, name: 'sigmoid' }),
  tenClassesDark: (options: FigureOptions) =>
    decisionRegions(syntheticScores(40, 10), syntheticSpiral(8, 10), {
      ...options,
      width: 375,
      theme: 'dark',
    }),
  partlyNaN: (options: FigureOptions) =>
    decisionRegions(diverged, syntheticSpiral(8, 3), { ...options, width: 375 }),
};
