import { type Network, parseExperiment, RandomState, Trainer } from 'gradscope';
import { estimate, slopeOf } from './estimate.ts';
import { compare, observe, type Paper, type Row } from './paper.ts';
import { fillNormal, fromSeeds, structuredNetwork } from './structured.ts';

const [WIDTH, BLOCKS, SAMPLES, DRAWS, SEED] = [128, 32, 64, 6, 2020];
const TRAINED = { blocks: 64, width: 32, steps: 200, stepSize: 0.05 } as const;

type Kind = 'normalized' | 'plain' | 'reZero';

export const de2020: Paper = {
  authors: 'De & Smith',
  year: 2020,
  title: 'Batch Normalization Biases Residual Blocks Towards the Identity Function in Deep Networks',
  source:
    'NeurIPS 2020, on variances at the start, and SkipInit; the same idea: Bachlechner et al. 2021, “ReZero is all you need”, UAI',
  subject: 'why very deep residual networks train, with batch normalization or a scale of 0',
  claim:
    'At the start the variance on the skip path doubles at every block without normalization, and with batch normalization in the branch grows by 1 each: the branch of block ℓ is then 1/√ℓ of what passes by. A learned scale that starts at 0 gives the same without normalization, and lets networks of any depth train.',
  setting: 'Wide residual networks of 16 to 1000 layers on CIFAR-10.',
  ourSetting: `Variances: ${BLOCKS} blocks of a linear map after a ReLU layer, width ${WIDTH}, He’s start, ${SAMPLES} normal inputs, ${DRAWS} networks. Training: ${TRAINED.blocks} blocks of two layers of ${TRAINED.width} on the spiral, ${TRAINED.steps} steps of gradient descent, step size ${TRAINED.stepSize}.`,
  remark: 'The branch ends with a linear layer, so that its mean is 0, as the paper assumes.',
  rerun: () => [...variances(DRAWS), ...trainings()],
};

const block = (kind: Kind, width: number) => ({
  kind: 'block',
  norm: kind === 'normalized' ? 'pre' : 'none',
  normalization: 'batch',
  scale: kind === 'reZero' ? 'reZero' : 1,
  layers: [{ width }, { width, activation: 'identity', init: 'lecunNormal' }],
});

export function variances(draws: number): Row[] {
  const growth = (kind: Kind) => fromSeeds(SEED, draws, seed => growthOf(kind, seed));
  return [
    compare('variance: factor of a block, plain', 2, estimate(growth('plain'))),
    compare('variance: what a block adds, batch normalization', 1, estimate(growth('normalized'))),
    compare('variance: factor of a block, scale 0', 1, estimate(growth('reZero'))),
  ];
}

/** How E h² grows with the blocks: the slope if it grows evenly, otherwise the factor. */
function growthOf(kind: Kind, seed: number): number {
  const hidden = [
    { width: WIDTH, activation: 'identity', init: 'lecunNormal' },
    ...Array(BLOCKS).fill(block(kind, WIDTH)),
  ];
  const network = { activation: 'relu', init: 'heNormal' };
  const shape = { hidden, network, axes: [], channels: WIDTH, samples: SAMPLES, outputs: 1 };
  const squares = meanSquares(structuredNetwork(shape, seed), new RandomState(seed));
  const blocks = squares.map((_, l) => l);
  if (kind === 'normalized') return slopeOf(blocks, squares);
  return Math.exp(slopeOf(blocks, squares.map(Math.log)));
}

/** E h² after the first layer and after every block. */
function meanSquares(network: Network, random: RandomState): number[] {
  fillNormal(network.input.values, random);
  network.forward();
  return network.layers.slice(0, -1).map(({ h }) => network.engine.magnitudes(h).l2 ** 2 / h.values.length);
}

function trainings(): Row[] {
  return (['plain', 'normalized', 'reZero'] as const).map(kind => {
    const accuracy = accuracyOf(kind);
    const trains = kind !== 'plain';
    const name = { plain: 'plain', normalized: 'batch normalization', reZero: 'scale from 0' }[kind];
    const ours = `${(100 * accuracy).toFixed(0)} % right`;
    return observe(
      `${TRAINED.blocks} blocks, ${name}: train`,
      trains ? 'yes' : 'no',
      ours,
      accuracy >= 0.7 === trains,
    );
  });
}

function accuracyOf(kind: Kind): number {
  const { blocks, width, steps, stepSize } = TRAINED;
  const experiment = parseExperiment({
    seed: SEED,
    data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
    networks: [
      {
        name: kind,
        hidden: [width, ...Array(blocks).fill(block(kind, width))],
        activation: 'relu',
        init: 'heNormal',
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize }, steps },
    record: { every: [0], probes: [] },
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(steps + 1);
  const { accuracy, divergedAt } = trainer.run();
  return divergedAt === null ? accuracy : 0;
}
