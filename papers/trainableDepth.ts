import { type Dataset, modelOf, Network, RandomState, train, wasmEngine } from 'gradscope';
import { correlationDepthScale } from './correlation.ts';
import { digits } from './digits.ts';
import { estimate } from './estimate.ts';
import { compare, observe, type Row, shortNumber } from './paper.ts';
import { drawParameters, layersOf } from './randomNetwork.ts';

/** σb² of all networks, as in the paper's figures. */
export const BIAS_VARIANCE = 0.05;
export const [WIDTH, BATCH, STEP_SIZE] = [100, 64, 0.01];
/** The seeds of the networks of each kind, over which shares are averaged. */
export const SEEDS = [2017, 2018];
/** Share of digits classified right from which on a network counts as trained. */
export const TRAINED = 0.5;
/** Batches at the end over which that share is averaged. */
export const LAST = 20;

/**
 * The depth at which training fails, in ξc.
 *
 * @param depths to try, in ξc, ascending, until one does not train
 * @param steps of training; the result after half of them is reported too
 */
export function trainableDepths(
  weightVariances: readonly number[],
  depths: readonly number[],
  steps: number,
): Row[] {
  const data = digits();
  const reached = weightVariances.map(weightVariance => {
    const scale = correlationDepthScale(weightVariance, BIAS_VARIANCE);
    const layers = depths.map(depth => Math.round(depth * scale));
    const shares: number[][] = [];
    for (const count of layers) {
      shares.push(sharesRight([steps / 2, steps], count, weightVariance, data));
      if (shares[shares.length - 1][1] < TRAINED) break;
    }
    const [half, whole] = [0, 1].map(i => crossing(layers, column(shares, i)) / scale);
    return { weightVariance, scale, half, whole };
  });
  const average = (key: 'half' | 'whole') => estimate(reached.map(row => row[key]));
  return [
    ...reached.map(({ weightVariance, scale, whole }) => {
      const at = `σw² = ${weightVariance} (ξc = ${shortNumber(scale)})`;
      return compare(`trainable depth / ξc, ${at}, ${steps} steps`, 6, estimate([whole]));
    }),
    compare(`trainable depth / ξc, mean over these σw², ${steps} steps`, 6, average('whole')),
    compare(`trainable depth / ξc, mean over these σw², ${steps / 2} steps`, 6, average('half')),
  ];
}

/** Compares the same depth at criticality and away from it, where it is too deep to train. */
export function criticality(
  critical: number,
  others: readonly number[],
  depth: number,
  steps: number,
): Row[] {
  const data = digits();
  return [critical, ...others].map(weightVariance => {
    const [share] = sharesRight([steps], depth, weightVariance, data);
    const expected = weightVariance === critical;
    const quantity = `${depth} layers train at σw² = ${weightVariance}`;
    const ours = `${(100 * share).toFixed(0)} % right`;
    return observe(quantity, expected ? 'yes' : 'no', ours, share >= TRAINED === expected);
  });
}

/** The share of digits right after each number of steps, averaged over the networks. */
function sharesRight(
  steps: readonly number[],
  depth: number,
  weightVariance: number,
  data: Dataset,
): number[] {
  const shares = SEEDS.map(seed => trainOne(steps, depth, weightVariance, data, seed));
  return steps.map((_, i) => estimate(column(shares, i)).mean);
}

/** Trains a tanh network. Returns the share of digits right in its last batches at each number of steps. */
function trainOne(
  steps: readonly number[],
  depth: number,
  weightVariance: number,
  data: Dataset,
  seed: number,
): number[] {
  const random = new RandomState(seed);
  const hidden = Array<number>(depth).fill(WIDTH);
  const { features, classes, samples } = data;
  const layers = layersOf({ features, hidden, outputs: classes, activation: { kind: 'tanh' } });
  const [sigmaW, sigmaB] = [Math.sqrt(weightVariance), Math.sqrt(BIAS_VARIANCE)];
  const parameters = drawParameters(layers, { kind: 'meanField', sigmaW, sigmaB }, random);
  const network = new Network(modelOf(wasmEngine('float32'), layers, parameters), data, { rows: BATCH });
  const optimizer = { kind: 'sgd', stepSize: STEP_SIZE } as const;
  const settings = { optimizer, l2: 0, steps: Math.max(...steps) };
  const shares: number[] = [];
  for (const { correct } of train(network, settings, { seeds: { batches: seed, dropout: 0 }, samples })) {
    shares.push(correct / BATCH);
  }
  return steps.map(count => estimate(shares.slice(Math.max(0, count - LAST), count)).mean);
}

/**
 * The depth at which the shares, falling with depth, pass {@link TRAINED}; the first or last depth if they do
 * not.
 */
function crossing(depths: readonly number[], shares: readonly number[]): number {
  const after = shares.findIndex(share => share < TRAINED);
  if (after === -1) return depths[depths.length - 1];
  if (after === 0) return depths[0];
  const [above, below] = [shares[after - 1], shares[after]];
  return depths[after - 1] + ((depths[after] - depths[after - 1]) * (above - TRAINED)) / (above - below);
}

function column(rows: readonly (readonly number[])[], i: number): number[] {
  return rows.map(row => row[i]);
}
