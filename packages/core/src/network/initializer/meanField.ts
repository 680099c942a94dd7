import { normals } from './fill.ts';
import { initializer } from './initializer.ts';

/** The limit of the theory of wide networks: beyond it all its predictions are 0 or infinite. */
const LARGEST = 1e100;

/**
 * `W ~ N(0, σw²/fanIn)`, `b ~ N(0, σb²)`: the ensemble of the mean-field theory.
 *
 * Source: Poole et al. 2016, "Exponential expressivity in deep neural networks through transient chaos", section 2.
 */
export const meanField = initializer({
  settings: {
    sigmaW: {
      default: 1,
      from: 0,
      to: LARGEST,
      start: 1.5,
      description: 'σw: weights are drawn from N(0, σw²/fanIn).',
    },
    sigmaB: {
      default: 0,
      from: 0,
      to: LARGEST,
      start: 0.1,
      description: 'σb: biases are drawn from N(0, σb²).',
    },
  },
  draw: ({ sigmaW, sigmaB }, fanIn, fanOut, random) => ({
    W: normals(fanIn * fanOut, sigmaW / Math.sqrt(fanIn), random),
    b: normals(fanOut, sigmaB, random),
  }),
  moments: ({ sigmaW, sigmaB }, fanIn) => ({
    weightVariance: (sigmaW * sigmaW) / fanIn,
    biasVariance: sigmaB * sigmaB,
  }),
});
