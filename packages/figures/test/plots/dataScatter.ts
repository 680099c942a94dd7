import { dataScatter, type FigureOptions } from '@gradscope/figures';
import { syntheticSpiral } from '../synthetic.ts';

const spiral = syntheticSpiral(40, 3);

export default {
  spiral: (options: FigureOptions) => dataScatter(spiral, { ...options, width: 480 }),
  spiralDarkNarrow: (options: FigureOptions) =>
    dataScatter(spiral, { ...options, width: 375, theme: 'dark' }),
};
