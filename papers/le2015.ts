import { RandomState } from 'gradscope';
import { learnAdding } from './learnAdding.ts';
import { compareDraw, observe, type Paper, type Row } from './paper.ts';
import { fromSeeds, signalThroughTime, structuredNetwork } from './structured.ts';

const [WIDTH, LENGTH, SAMPLES, DRAWS, SEED] = [64, 100, 128, 8, 2015];
const TRAINED = { length: 40, steps: 500, width: 32, seed: SEED, stepSize: 0.002 } as const;

export const le2015: Paper = {
  authors: 'Le, Jaitly & Hinton',
  year: 2015,
  title: 'A Simple Way to Initialize Recurrent Networks of Rectified Linear Units',
  source: 'arXiv:1504.00941, on the identity as a start, and the adding problem',
  subject: 'identity as the start of recurrent ReLU units',
  claim:
    'Recurrent ReLU units that start from the identity keep the error as long as they are active, and learn the adding problem where tanh units do not.',
  setting: 'Adding problem with 150 to 400 positions, 100 units, stochastic gradient descent with clipping.',
  ourSetting: `Signal: ${WIDTH} units, ${LENGTH} positions, inputs N(0, 0.1²) of one number, W ~ N(0, 1), ${DRAWS} networks of ${SAMPLES} sequences; log₁₀ ‖∂loss/∂h₁‖ / ‖∂loss/∂h₁₀₀‖. Training: ${TRAINED.length} positions, ${TRAINED.width} units, Adam with step size ${TRAINED.stepSize}, ${TRAINED.steps} steps.`,
  remark:
    'A unit whose sum of inputs has once been below 0 passes nothing to what lies before: of 100 positions that leaves about a tenth of the units, hence −0.55 and not 0.',
  rerun: () => [...signals(DRAWS), ...trainings()],
};

export function signals(draws: number): Row[] {
  const ratios = (cell: object) => fromSeeds(SEED, draws, seed => ratioOf(cell, seed));
  return [
    compareDraw(
      'log₁₀ ratio, ReLU from the identity',
      -0.56,
      ratios({ cell: 'relu', recurrentInit: 'identity' }),
    ),
    compareDraw(
      'log₁₀ ratio, tanh from an orthogonal matrix',
      -2.7,
      ratios({ cell: 'tanh', recurrentInit: 'orthogonal' }),
    ),
  ];
}

function ratioOf(cell: object, seed: number): number {
  const hidden = [
    { kind: 'recurrent', width: WIDTH, ...cell },
    { kind: 'pool', how: 'last' },
  ];
  const shape = { hidden, axes: [LENGTH], channels: 1, samples: SAMPLES, outputs: 1, std: 0.1 };
  const signal = signalThroughTime(structuredNetwork(shape, seed), new RandomState(seed));
  return Math.log10(signal[0] / signal[LENGTH - 1]);
}

function trainings(): Row[] {
  const [identity, tanh] = [
    learnAdding({
      ...TRAINED,
      cell: { cell: 'relu', recurrentInit: 'identity', init: { kind: 'normal', std: 0.1 } },
    }),
    learnAdding({ ...TRAINED, cell: { cell: 'tanh', recurrentInit: 'glorotUniform' } }),
  ];
  return [
    observe('ReLU from the identity learns to add', 'yes', `loss ${identity.toFixed(3)}`, identity < 0.05),
    observe('tanh learns to add', 'no', `loss ${tanh.toFixed(3)}`, tanh >= 0.05),
  ];
}
