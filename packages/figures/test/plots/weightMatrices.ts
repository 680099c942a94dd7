import { type FigureOptions, weightMatrices } from '@gradscope/figures';
import type { Parameters } from 'gradscope';

/** Weights of alternating sign that shrink from layer to layer; some are exactly 0, the last one is NaN. */
const layers: Parameters = [2, 10, 8].map((fanIn, l) => {
  const fanOut = [10, 8, 3][l];
  const W = Float64Array.from({ length: fanIn * fanOut }, (_, i) =>
    i % 7 === 0 ? 0 : ((i % 2 ? -1 : 1) * (1 + (i % 5))) / 3 ** l,
  );
  if (l === 2) W[W.length - 1] = Number.NaN;
  return { fanIn, fanOut, W, b: new Float64Array(fanOut) };
});

export default {
  threeLayers: (options: FigureOptions) => weightMatrices(layers, { ...options, name: 'relu', step: 1500 }),
  darkNarrowSharedRange: (options: FigureOptions) =>
    weightMatrices(layers.slice(1), { ...options, width: 343, theme: 'dark', span: [-8, 8] }),
};
