import { normals, uniforms, withoutBias } from './fill.ts';
import { initializer } from './initializer.ts';

const LARGEST = 1e100;
/** The size of the weights that a menu starts with. */
const START = 0.1;

export const normal = initializer({
  settings: {
    std: {
      from: 0,
      to: LARGEST,
      start: START,
      description: 'Weights are drawn from N(0, std²); biases start at 0.',
    },
  },
  draw: ({ std }, fanIn, fanOut, random) => withoutBias(normals(fanIn * fanOut, std, random), fanOut),
  moments: ({ std }) => ({ weightVariance: std * std }),
});

export const uniform = initializer({
  settings: {
    limit: {
      from: 0,
      to: LARGEST,
      start: START,
      description: 'Weights are drawn from U(−limit, limit); biases start at 0.',
    },
  },
  draw: ({ limit }, fanIn, fanOut, random) => withoutBias(uniforms(fanIn * fanOut, limit, random), fanOut),
  moments: ({ limit }) => ({ weightVariance: (limit * limit) / 3 }),
});

export const constant = initializer({
  settings: {
    value: {
      from: -LARGEST,
      to: LARGEST,
      start: START,
      description: 'What every weight is; biases start at 0.',
    },
  },
  draw: ({ value }, fanIn, fanOut) => withoutBias(new Float64Array(fanIn * fanOut).fill(value), fanOut),
  moments: ({ value }) => ({ weightMean: value, weightVariance: 0 }),
});

export const zeros = initializer({
  settings: {},
  draw: (_, fanIn, fanOut) => withoutBias(new Float64Array(fanIn * fanOut), fanOut),
  moments: () => ({ weightVariance: 0 }),
});

/** Ones on the diagonal, also of a W that is not square: as many inputs as there are outputs pass unchanged. */
export const identity = initializer({
  settings: {},
  draw(_, fanIn, fanOut) {
    const W = new Float64Array(fanIn * fanOut);
    for (let i = 0; i < Math.min(fanIn, fanOut); i++) W[i * fanOut + i] = 1;
    return withoutBias(W, fanOut);
  },
  moments: () => 'weights that are not random',
});
