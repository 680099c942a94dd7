import { parseExperiment, Trainer } from 'gradscope';
import { observe, type Paper, type Row } from './paper.ts';

const [WIDTH, STEPS, SEED] = [32, 80, 2025];
const DEPTHS = [2, 8, 32] as const;
/** Step sizes of Adam, each twice the last. */
const STEP_SIZES = Array.from({ length: 8 }, (_, k) => 0.0005 * 2 ** k);

export const dey2025: Paper = {
  authors: 'Dey et al.',
  year: 2025,
  title: 'Don’t be lazy: CompleteP enables compute-efficient deep transformers',
  source: 'arXiv:2505.01618; over width: Yang et al. 2022, “Tensor Programs V”',
  subject: 'a step size that transfers over depth',
  claim:
    'If the branches of the N blocks of a residual network are scaled by 1/N, the best step size of Adam stays where it is as the network grows deeper; with branches that are not scaled it falls.',
  setting: 'Transformers of 2 to 128 blocks, pre-norm, trained on text; width 256.',
  ourSetting: `${DEPTHS.join(', ')} pre-norm blocks of two layers (${WIDTH} ReLU, ${WIDTH} linear) on the 8×8 digits, He’s start, Adam, batches of 64, ${STEPS} steps; the best of ${STEP_SIZES.length} step sizes from ${STEP_SIZES[0]}, each twice the last, by the training loss at the end, two seeds.`,
  remark:
    'Adam’s ε, which the paper scales too, is 1e-8 and plays no part here. Networks without attention, and a task far smaller than text: what is tested is the scale alone.',
  rerun: () => transfers(),
};

export function transfers(): Row[] {
  const shift = (best: readonly number[]) => Math.log2(best.at(-1)! / best[0]);
  const text = (best: readonly number[]) => best.map(size => size.toPrecision(1)).join(', ');
  const [scaled, plain] = [true, false].map(isScaled => DEPTHS.map(depth => bestStepSize(depth, isScaled)));
  return [
    observe(
      `best step size, branches 1/N, ${DEPTHS.join(', ')} blocks`,
      'the same, to a factor of 2',
      text(scaled),
      Math.abs(shift(scaled)) <= 1,
    ),
    observe(
      `best step size, branches 1, ${DEPTHS.join(', ')} blocks`,
      'falls',
      text(plain),
      shift(plain) <= -1,
    ),
  ];
}

function bestStepSize(blocks: number, isScaled: boolean): number {
  const losses = STEP_SIZES.map(stepSize => {
    const both = [0, 1].map(more => lossOf(blocks, isScaled, stepSize, SEED + more));
    return both[0] + both[1];
  });
  return STEP_SIZES[losses.indexOf(Math.min(...losses))];
}

/** Infinite if it diverged. */
function lossOf(blocks: number, isScaled: boolean, stepSize: number, seed: number): number {
  const block = {
    kind: 'block',
    norm: 'pre',
    scale: isScaled ? 1 / blocks : 1,
    layers: [{ width: WIDTH }, { width: WIDTH, activation: 'identity', init: 'lecunNormal' }],
  };
  const experiment = parseExperiment({
    seed,
    data: { kind: 'digits' },
    networks: [
      {
        name: 'net',
        hidden: [WIDTH, ...(Array(blocks).fill(block) as never[]), { kind: 'normalize' }],
        activation: 'relu',
        init: 'heNormal',
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize }, batch: 64, steps: STEPS },
    record: { every: [0], probes: [] },
    precision: 'float32',
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(STEPS + 1);
  const { loss, divergedAt } = trainer.run();
  return divergedAt === null && Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY;
}
