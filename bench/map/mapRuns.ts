import { type BatchRun, parseExperiment } from 'gradscope';

/** A 16-16-1 tanh network on 16 random points, in mean-field parameterization. */
export const SMALL_NETWORK = {
  data: { kind: 'normals', samples: 16, features: 16 },
  networks: [
    {
      name: 'tanh',
      hidden: [16],
      activation: 'tanh',
      init: { kind: 'normal', std: 1 },
      bias: false,
      parameterization: 'meanField',
    },
  ],
};

const STEPS = 500;

/** Decades of each layer's step size across the map. */
const [FROM, TO] = [-1, 3];

/** Rows `from` to `to` of a map of `side` × `side` cells: the step size of layer 2 rises with the row, of layer 1 within it. */
export function mapRuns(side: number, from: number, to: number): BatchRun[] {
  const base = parseExperiment({
    ...SMALL_NETWORK,
    training: { optimizer: { kind: 'sgd', stepSize: [1, 1] }, steps: STEPS },
  });
  const sizeAt = (k: number) => 10 ** (FROM + ((TO - FROM) * k) / (side - 1));
  const runs: BatchRun[] = [];
  for (let row = from; row < to; row++) {
    for (let column = 0; column < side; column++) {
      const optimizer = { kind: 'sgd' as const, stepSize: [sizeAt(column), sizeAt(row)] };
      runs.push({ experiment: { ...base, training: { ...base.training, optimizer } } });
    }
  }
  return runs;
}
