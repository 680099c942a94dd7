import { SMALL_NETWORK } from '../map/mapRuns.ts';

/** A sweep of `total` (a multiple of 100) networks as in `npm run bench:map`: 500 steps take about a millisecond. */
export function smallRuns(total: number, steps: number): object {
  return {
    ...SMALL_NETWORK,
    training: { optimizer: { kind: 'sgd' }, steps },
    sweep: { axes: axes(total) },
  };
}

/** A sweep of very short runs, for costs that depend on the number of runs. */
export function shortestRuns(total: number): object {
  return {
    data: { kind: 'xor', samples: 8 },
    networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: { kind: 'normal', std: 1 } }],
    training: { optimizer: { kind: 'sgd' }, steps: 2 },
    sweep: { axes: axes(total) },
  };
}

function axes(total: number): object[] {
  return [
    { path: 'seed', range: { from: 0, to: 99, count: 100 } },
    {
      path: 'training.optimizer.stepSize',
      name: 'step',
      range: { from: 0.001, to: 1, count: total / 100, scale: 'log' },
    },
  ];
}

/** Two sweeps that have half of a sweep's runs each. */
export function halves(document: object): object[] {
  return [
    [0, 49],
    [50, 99],
  ].map(([from, to]) => {
    const half = structuredClone(document) as { sweep: { axes: object[] } };
    half.sweep.axes[0] = { path: 'seed', range: { from, to, count: 50 } };
    return half;
  });
}
