import type { Network } from 'gradscope';
import { estimate } from './estimate.ts';
import { compare, compareDraw, observe, type Paper, type Row, withError } from './paper.ts';
import { fromSeeds, structuredNetwork } from './structured.ts';

const [WIDTH, HEADS, TOKENS, SAMPLES, OUTPUTS, DRAWS, SEED] = [64, 4, 16, 8, 64, 4, 2020];
const DEPTHS = [2, 32] as const;
/** ‖∂loss/∂W₂‖ of the last block at these depths, by an independent program. */
const PROGRAM = { post: [0.22, 0.31], pre: [0.2, 0.083] } as const;

export const xiong2020: Paper = {
  authors: 'Xiong et al.',
  year: 2020,
  title: 'On Layer Normalization in the Transformer Architecture',
  source: 'ICML 2020, the theorem on gradients of the last layer',
  subject: 'where a transformer normalizes, and the gradient of its last block',
  claim:
    'At the start the gradient of the last feed-forward weights is of order d √ln d whatever the depth L if blocks are normalized last (post-norm), and of order d √(ln d / L) if they are normalized first (pre-norm): that is why post-norm transformers need warm-up.',
  setting:
    'Transformers of 6 to 12 blocks on translation and BERT; single-head attention that attends evenly in the theorem.',
  ourSetting: `Blocks of attention (${HEADS} heads) and of two layers (${4 * WIDTH} ReLU, ${WIDTH} linear), d = ${WIDTH}, ${TOKENS} normal tokens, ${SAMPLES} samples, Glorot’s start, mean squared error to normal targets of ${OUTPUTS} numbers at the mean token, a last normalization in the pre-norm network; ${DRAWS} networks.`,
  remark:
    'The norms depend on loss, outputs and tokens, which of the program are not known; only their change with depth can be compared. The theorem’s √L is that of many blocks: with attention and layers that do not add evenly, 2 blocks are few.',
  rerun: () => lastGradients(DRAWS),
};

export function lastGradients(draws: number): Row[] {
  const rows = (['post', 'pre'] as const).flatMap(norm => {
    const norms = DEPTHS.map(depth =>
      fromSeeds(SEED, draws, seed => lastGradient(networkOf(norm, depth, seed))),
    );
    return [
      ...DEPTHS.map((depth, k) =>
        compareDraw(`‖∂loss/∂W₂‖, ${norm}-norm, ${depth} blocks`, PROGRAM[norm][k], norms[k]),
      ),
      ...ratioRows(norm, norms),
    ];
  });
  return rows;
}

function ratioRows(norm: 'post' | 'pre', [shallow, deep]: readonly (readonly number[])[]): Row[] {
  const ratios = deep.map((value, k) => value / shallow[k]);
  const quantity = `${norm}-norm, ${DEPTHS[1]} blocks over ${DEPTHS[0]}`;
  const [first, last] = PROGRAM[norm];
  const program = compareDraw(quantity, last / first, ratios);
  const ratio = estimate(ratios);
  if (norm === 'pre')
    return [program, compare(`${quantity}, by the theorem`, Math.sqrt(DEPTHS[0] / DEPTHS[1]), ratio)];
  return [
    program,
    observe(`${quantity}, by the theorem`, 'does not fall', withError(ratio), ratio.mean >= 0.9),
  ];
}

function networkOf(norm: 'post' | 'pre', depth: number, seed: number): Network {
  const block = (...layers: unknown[]) => ({ kind: 'block', norm, layers });
  const blocks = [
    block({ kind: 'attention', heads: HEADS }),
    block({ width: 4 * WIDTH, activation: 'relu' }, { width: WIDTH, activation: 'identity' }),
  ];
  const last = norm === 'pre' ? [{ kind: 'normalize' }] : [];
  const tokens = { width: WIDTH, activation: 'identity', init: 'lecunNormal' };
  const hidden = [tokens, ...Array(depth).fill(blocks).flat(), ...last, { kind: 'pool', how: 'mean' }];
  const network = { init: 'glorotUniform' };
  return structuredNetwork(
    { hidden, network, axes: [TOKENS], channels: WIDTH, samples: SAMPLES, outputs: OUTPUTS },
    seed,
  );
}

/** The norm of the gradient of the second layer of the last feed-forward block. */
function lastGradient(network: Network): number {
  network.backpropagate();
  const { learned } = network.layers[network.layers.length - 2];
  const W2 = learned.filter(({ name }) => name.startsWith('W')).at(-1)!;
  return network.engine.magnitudes(W2.gradient).l2;
}
