import { type FigureOptions, networkGraph } from '@gradscope/figures';

/** A network whose gradient fades towards the input, its weights of both signs and, every ninth, exactly 0. */
function network(sizes: readonly number[], fade: number) {
  const parameters = sizes.slice(1).map((fanOut, l) => ({
    fanIn: sizes[l],
    fanOut,
    W: Float64Array.from({ length: sizes[l] * fanOut }, (_, i) => (i % 9 === 0 ? 0 : Math.sin(7 * i + l))),
    b: Float64Array.from({ length: fanOut }, (_, i) => i / 10),
  }));
  const neurons = sizes
    .slice(1)
    .map((width, l) =>
      Float64Array.from({ length: width }, (_, i) => (1 + (i % 3)) * fade ** (sizes.length - 2 - l)),
    );
  return { name: 'relu', step: 1500, parameters, neurons };
}

const small = network([2, 5, 5, 3], 0.1);
const partlyDead = {
  ...small,
  parameters: small.parameters.with(2, { ...small.parameters[2], W: new Float64Array(15).fill(Number.NaN) }),
  neurons: [
    Float64Array.of(0, 0.1, 0, 0.2, Number.NaN),
    Float64Array.of(0.1, 0, 0, 0, 0.4),
    ...small.neurons.slice(2),
  ],
};

export default {
  small: (options: FigureOptions) => networkGraph(small, options),
  partlyDeadDarkNarrow: (options: FigureOptions) =>
    networkGraph(partlyDead, {
      ...options,
      width: 343,
      theme: 'dark',
      marked: { layer: 2, unit: 4 },
    }),
  thirtyLayersSharedRange: (options: FigureOptions) =>
    networkGraph(network([2, ...new Array(30).fill(50), 3], 0.5), {
      ...options,
      span: [1e-12, 1],
      largestWeight: 4,
    }),
};
