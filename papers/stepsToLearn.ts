import { type Dataset, type InitSettings, modelOf, Network, RandomState, wasmEngine } from 'gradscope';
import { drawParameters, layersOf } from './randomNetwork.ts';

export const WIDTH = 64;
/** Mean squared error that counts as learned: 0.1 is that of outputs 0; the least on these digits is below 0.02. */
export const LEARNED = 0.03;
/** Rates tried, largest first: 4, 4/√2, 4/2, … */
export const RATES = Array.from({ length: 20 }, (_, k) => 4 * 2 ** (-k / 2));
/** Rates in a row without an improvement after which no smaller one is tried. */
const PATIENCE = 2;
const MOST_STEPS = 1000;
const DIVERGED = 1e3;

/** Steps with the best of the {@link RATES}. */
export function fewestSteps(init: InitSettings, depth: number, seed: number, data: Dataset): number {
  let [best, sinceBest] = [MOST_STEPS, 0];
  for (const rate of RATES) {
    const steps = stepsToLearn(init, depth, seed, rate, best, data);
    sinceBest = steps < best ? 0 : sinceBest + 1;
    best = Math.min(best, steps);
    if (best < MOST_STEPS && sinceBest === PATIENCE) break;
  }
  return best;
}

/** Steps until the loss is below {@link LEARNED}, at most `most`. */
function stepsToLearn(
  init: InitSettings,
  depth: number,
  seed: number,
  rate: number,
  most: number,
  data: Dataset,
): number {
  const hidden = Array<number>(depth - 1).fill(WIDTH);
  const layers = layersOf({
    features: data.features,
    hidden,
    outputs: data.classes,
    activation: { kind: 'identity' },
  });
  const engine = wasmEngine();
  const parameters = drawParameters(layers, init, new RandomState(seed));
  const network = new Network(modelOf(engine, layers, parameters), data, { loss: 'meanSquaredError' });
  for (let step = 0; step < most; step++) {
    const { loss } = network.backpropagate();
    if (loss < LEARNED) return step;
    if (!(loss < DIVERGED)) return most;
    for (const { W, dW } of network.layers) engine.descend(W, dW, rate, 0);
  }
  return most;
}
