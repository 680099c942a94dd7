import type { Network } from 'gradscope';
import { estimate } from './estimate.ts';
import { compare, compareDraw, observe, type Paper, type Row } from './paper.ts';
import { fromSeeds, structuredNetwork } from './structured.ts';

const [WIDTH, HEADS, TOKENS, SAMPLES, DRAWS, SEED] = [32, 1, 16, 8, 6, 2021];
/** log₁₀ of the distance from rank one after 1, 2, … layers of attention alone, by an independent program. */
const PROGRAM = [-0.13, -1.6, -6.6, -15.5] as const;

export const dong2021: Paper = {
  authors: 'Dong, Cordonnier & Loukas',
  year: 2021,
  title: 'Attention is not all you need: pure attention loses rank doubly exponentially with depth',
  source: 'ICML 2021, the theorem on pure attention; its effect on the gradient: Noci et al. 2022, NeurIPS',
  subject: 'rank collapse of attention without skip connections',
  claim:
    'Through layers of self-attention alone all tokens of a sample become alike, doubly exponentially with depth: the exponent itself grows threefold a layer. Skip connections prevent it; where the rank collapses, the gradients of queries and keys vanish.',
  setting: 'Theorem for any depth; figures for BERT, ALBERT and XLNet with and without skip connections.',
  ourSetting: `${HEADS} head, d = ${WIDTH}, ${TOKENS} normal tokens, W ~ N(0, 1/d), ${SAMPLES} samples, ${DRAWS} networks; ‖x − mean over the tokens‖ / ‖x‖ of the outputs of each layer.`,
  remark:
    'The first layers depend on the size of the logits, that is on the scale of the tokens and weights. Later the distance is small, the softmax all but linear in it, and its exponent grows threefold until float64 has no more digits, at about −16.',
  rerun: () => collapse(DRAWS),
};

export function collapse(draws: number): Row[] {
  const plain = distances(false, draws);
  const residual = distances(true, draws);
  const deep = estimate(residual.at(-1)!).mean;
  return [
    ...PROGRAM.map((program, l) =>
      compareDraw(`log₁₀ distance from rank one after ${l + 1}`, program, plain[l]),
    ),
    compare('the exponent’s change at layer 4 over that at layer 3', 3, estimate(growths(plain))),
    observe('with skip connections, log₁₀ after 4', 'near 0', deep.toFixed(2), deep > -0.5),
    queryRow(draws),
  ];
}

/** What the last layer adds to the exponent over what the one before adds, of every draw. */
function growths(byLayer: readonly (readonly number[])[]): number[] {
  const [before, middle, last] = byLayer.slice(-3);
  return last.map((value, k) => (value - middle[k]) / (middle[k] - before[k]));
}

/** By layer, the log₁₀ of the distance of each draw. */
function distances(isResidual: boolean, draws: number): number[][] {
  const networks = Array.from({ length: draws }, (_, k) => networkOf(isResidual, SEED + k));
  for (const network of networks) network.forward();
  return PROGRAM.map((_, l) => networks.map(({ layers }) => Math.log10(distanceOf([...layers[l].h.values]))));
}

function networkOf(isResidual: boolean, seed: number): Network {
  const attention = { kind: 'attention', heads: HEADS };
  const layer = isResidual ? { kind: 'block', norm: 'none', layers: [attention] } : attention;
  const hidden = [...Array(PROGRAM.length).fill(layer), { kind: 'pool', how: 'last' }];
  return structuredNetwork({ hidden, axes: [TOKENS], channels: WIDTH, samples: SAMPLES, outputs: 4 }, seed);
}

/** ‖x − mean over the tokens of its sample‖ / ‖x‖ of `[samples, tokens, channels]`. */
function distanceOf(x: readonly number[]): number {
  let [squares, all] = [0, 0];
  for (let n = 0; n < SAMPLES; n++) {
    for (let j = 0; j < WIDTH; j++) {
      const tokens = Array.from({ length: TOKENS }, (_, t) => x[(n * TOKENS + t) * WIDTH + j]);
      const mean = tokens.reduce((sum, value) => sum + value, 0) / TOKENS;
      for (const value of tokens) {
        squares += (value - mean) ** 2;
        all += value * value;
      }
    }
  }
  return Math.sqrt(squares / all);
}

/** Noci et al. 2022: the gradient of the last layer's queries and keys, beside that of its values. */
function queryRow(draws: number): Row {
  const ratios = fromSeeds(SEED, draws, seed => {
    const network = networkOf(false, seed);
    network.backpropagate();
    const { dW } = network.layers[PROGRAM.length - 1];
    let [queries, values] = [0, 0];
    for (const [i, g] of dW.values.entries()) {
      if (i % dW.columns < 2 * WIDTH) queries += g * g;
      else values += g * g;
    }
    return Math.sqrt(queries / values);
  });
  const { mean } = estimate(ratios);
  return observe(
    'collapsed: gradient of queries and keys over that of values',
    'vanishes',
    mean.toExponential(1),
    mean < 1e-3,
  );
}
