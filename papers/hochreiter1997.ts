import { RandomState } from 'gradscope';
import { learnAdding } from './learnAdding.ts';
import { compareDraw, observe, type Paper, type Row } from './paper.ts';
import { fromSeeds, signalThroughTime, structuredNetwork } from './structured.ts';

const [WIDTH, LENGTH, SAMPLES, DRAWS, SEED] = [64, 100, 16, 8, 1997];
/** Forget biases, and log₁₀ of the ratio that an independent program found for each. */
const BIASES = [
  { bias: 0, program: -22.2 },
  { bias: 1, program: -9 },
  { bias: 5, program: 1.1 },
] as const;
const TRAINED = { length: 40, steps: 500, width: 32, seed: SEED } as const;

export const hochreiter1997: Paper = {
  authors: 'Hochreiter & Schmidhuber',
  year: 1997,
  title: 'Long Short-Term Memory',
  source:
    'Neural Computation 9(8), experiment 4; the forget gate’s bias: Jozefowicz, Zaremba & Sutskever 2015, ICML',
  subject: 'a cell that keeps the error, if its gate is open',
  claim:
    'The cell of an LSTM carries the error back through time without loss, and learns the adding problem over distances at which a plain recurrent network does not. With a forget gate that holds only if the gate starts open: a bias of 1 makes the difference.',
  setting: 'Adding problem with 100 to 1000 positions; Jozefowicz et al. search over thousands of cells.',
  ourSetting: `Signal of the state c: ${WIDTH} units, ${LENGTH} positions, W and U ~ N(0, 1/n), normal inputs, ${DRAWS} networks; log₁₀ ‖∂loss/∂c₁‖ / ‖∂loss/∂c₁₀₀‖. Training: adding problem over ${TRAINED.length} positions, ${TRAINED.width} units, Adam with step size 0.005, batches of 50, ${TRAINED.steps} steps, gradients clipped to norm 1; always answering 1 gives 0.167.`,
  remark:
    'How the program’s cells start is not known, and it matters: with PyTorch’s default start, or inputs of size 0.1, the ratio at bias 0 is −12 to −17. The order and the sign are the same.',
  rerun: () => [...cells(DRAWS), ...trainings()],
};

export function cells(draws: number): Row[] {
  return BIASES.map(({ bias, program }) =>
    compareDraw(
      `log₁₀ ratio of the cell’s signal, forget bias ${bias}`,
      program,
      fromSeeds(SEED, draws, seed => cellRatio(bias, seed)),
    ),
  );
}

function cellRatio(forgetBias: number, seed: number): number {
  const cell = { kind: 'recurrent', cell: 'lstm', width: WIDTH, forgetBias, recurrentInit: 'lecunNormal' };
  const hidden = [cell, { kind: 'pool', how: 'last' }];
  const network = structuredNetwork(
    { hidden, axes: [LENGTH], channels: 1, samples: SAMPLES, outputs: 1 },
    seed,
  );
  const signal = signalThroughTime(network, new RandomState(seed), 'time_state');
  return Math.log10(signal[0] / signal[LENGTH - 1]);
}

function trainings(): Row[] {
  const loss = (cell: object) => learnAdding({ ...TRAINED, cell });
  const [tanh, open, shut] = [
    loss({ cell: 'tanh' }),
    loss({ cell: 'lstm', forgetBias: 1 }),
    loss({ cell: 'lstm', forgetBias: -2 }),
  ];
  const row = (name: string, learns: boolean, value: number) =>
    observe(
      `${name}: learns to add`,
      learns ? 'yes' : 'no',
      `loss ${value.toFixed(3)}`,
      value < 0.05 === learns,
    );
  return [
    row('tanh', false, tanh),
    row('LSTM, forget bias 1', true, open),
    row('LSTM, forget bias −2 (shut)', false, shut),
  ];
}
