import type { LayerValue } from '../layerSettings.ts';

/**
 * For N blocks, the factor of a block's input, (2 N)^¼, and of the start of its weights, (8 N)^−¼.
 *
 * Source: Wang et al. 2022, "DeepNet: scaling transformers to 1,000 layers", table 1, encoder only.
 */
export const deepNorm = (blocks: LayerValue) => ({
  skip: Math.sqrt(Math.sqrt(2 * (blocks as number))),
  start: 1 / Math.sqrt(Math.sqrt(8 * (blocks as number))),
});
