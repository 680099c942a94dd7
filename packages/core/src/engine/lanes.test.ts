import { expect, test } from 'vitest';
import { type FillName, filler } from '../../test/support/fills.ts';
import type { ActivationSettings } from '../network/activation/index.ts';
import { affineLayer } from '../network/layerSettings.ts';
import { oneHot } from '../network/loss.ts';
import { modelOf } from '../network/model.ts';
import { type LabelledInput, Network } from '../network/network.ts';
import { totalLoss, train } from '../training/train.ts';
import type { KernelActivation } from './activationKernels.ts';
import { LANES, type Lane, Lanes } from './lanes.ts';
import { referenceEngine } from './reference.ts';

interface Case {
  readonly widths: readonly number[];
  readonly samples: number;
  readonly activation: KernelActivation;
  readonly loss: 'crossEntropy' | 'meanSquaredError';
  readonly bias: boolean;
  readonly scale: number;
  readonly fill: FillName;
}

// Sizes round the tiles of four rows and two columns, and the eight parts of a sum.
const SHAPES: readonly [number, ...number[]][] = [
  [1, 1, 1],
  [2, 1, 2, 2],
  [3, 3, 4, 3],
  [4, 2, 5, 1, 2],
  [5, 5, 3, 6, 4],
  [9, 7, 8, 9, 3],
  [13, 16, 16, 3],
  [4, 2, 2],
];
const ACTIVATIONS = ['identity', 'relu', 'sigmoid', 'tanh'] as const;
const STEPS = 7;

const cases = SHAPES.flatMap(([samples, ...widths], i) =>
  (['crossEntropy', 'meanSquaredError'] as const).flatMap(loss =>
    (['normal', 'spread', 'special', 'sparse'] as const).map(
      (fill, j): Case => ({
        widths,
        samples,
        activation: ACTIVATIONS[(i + j) % ACTIVATIONS.length],
        loss,
        bias: (i + j) % 3 > 0,
        scale: j % 2 === 0 ? 1 : 0.3,
        fill,
      }),
    ),
  ),
);

interface Member {
  readonly lane: Lane;
  readonly data: LabelledInput;
}

function memberOf({ widths, samples, loss, fill, bias }: Case, seed: number): Member {
  const next = filler(fill, seed);
  const tame = filler('normal', seed + 100);
  const fillOf = (count: number, source: () => number) => Float64Array.from({ length: count }, source);
  const features = widths[0];
  const outputs = widths.at(-1)!;
  // Now and then the strange values are in the data, else in the parameters.
  const X = fillOf(samples * features, seed % 3 === 0 ? next : tame);
  const y = Int32Array.from({ length: samples }, (_, n) => (n * 7 + seed) % outputs);
  const targets = loss === 'crossEntropy' ? oneHot(y, outputs) : fillOf(samples * outputs, tame);
  const parameters = widths.slice(1).map((width, l) => ({
    W: fillOf(widths[l] * width, next),
    b: bias ? fillOf(width, next) : new Float64Array(width),
  }));
  const stepSizes = parameters.map((_, l) => 0.1 * (l + 1 + seed));
  const data = { samples, features, X, ...(loss === 'crossEntropy' ? { y } : { targets }) } as LabelledInput;
  return { data, lane: { X, targets, parameters, stepSizes, l2: seed % 2 === 0 ? 0 : 0.01 } };
}

const factor = (step: number) => 1 / (1 + step);

/** The results of one network alone on the plain twin, the reference engine. */
function alone({ widths, activation, bias, scale, loss }: Case, { lane, data }: Member) {
  const layers = widths.slice(1).map((width, l) => {
    const kind: ActivationSettings = { kind: l + 2 < widths.length ? activation : 'identity' };
    return { ...affineLayer(widths[l], width), activation: kind, bias, scale };
  });
  const parameters = lane.parameters.map((own, l) => ({ fanIn: widths[l], fanOut: widths[l + 1], ...own }));
  const network = new Network(modelOf(referenceEngine(), layers, parameters), data, { loss });
  const losses: number[] = [];
  let gradient = Number.NaN;
  const settings = {
    optimizer: { kind: 'sgd', stepSize: lane.stepSizes } as const,
    schedule: { kind: 'constant', warmup: 0 } as const,
    l2: lane.l2,
    steps: 1,
  };
  for (let step = 0; step < STEPS && losses.every(Number.isFinite); step++) {
    const stepSize = lane.stepSizes.map(size => factor(step) * size);
    for (const now of train(network, { ...settings, optimizer: { kind: 'sgd', stepSize } })) {
      losses.push(totalLoss(now, lane.l2));
      gradient = network.engine.magnitudes(network.layers[0].dW).l2;
      if (!Number.isFinite(losses.at(-1))) break;
    }
  }
  const { loss: last, correct } = network.classify(false);
  const total = lane.l2 === 0 ? last : last + lane.l2 * network.halfSquaredWeights();
  return {
    losses,
    gradient,
    loss: total,
    correct,
    parameters: network.parameters().map(({ W, b }) => ({ W, b })),
  };
}

test.each(cases)('the bits of the reference engine, whatever the neighbour: %j', own => {
  const { widths, activation, bias, scale } = own;
  const lanes = new Lanes({
    samples: own.samples,
    loss: own.loss,
    layers: widths.slice(1).map((width, l) => {
      const kind = l + 2 < widths.length ? activation : 'identity';
      return { fanIn: widths[l], width, activation: kind, bias, scale };
    }),
  });
  for (const seed of [0, 1, 2, 3]) {
    const members = Array.from({ length: LANES }, (_, k) => memberOf(own, seed + 5 * k));
    lanes.load(members.map(({ lane }) => lane));
    const losses = members.map((): number[] => []);
    lanes.train(STEPS, factor, (k, loss) => losses[k].push(loss));
    const gradients = lanes.firstGradients();
    const evaluations = lanes.evaluate();
    for (const [k, member] of members.entries()) {
      const { correct, ...expected } = alone(own, member);
      const found = { losses: losses[k], gradient: gradients[k], loss: evaluations[k].loss };
      expect({ ...found, parameters: lanes.parameters(k) }, `seed ${seed}, lane ${k}`).toEqual(expected);
      if (own.loss === 'crossEntropy') expect(evaluations[k].correct).toBe(correct);
    }
  }
});

test('more steps than one call goes through; a network that is alone stands in for its neighbour', () => {
  const own: Case = {
    widths: [2, 3, 2],
    samples: 3,
    activation: 'tanh',
    loss: 'crossEntropy',
    bias: true,
    scale: 1,
    fill: 'normal',
  };
  const layers = [
    { fanIn: 2, width: 3, activation: 'tanh', bias: true, scale: 1 },
    { fanIn: 3, width: 2, activation: 'identity', bias: true, scale: 1 },
  ] as const;
  const lanes = new Lanes({ layers, samples: 3, loss: 'crossEntropy' });
  const paths = [3000, 1000].map(steps => {
    lanes.load([memberOf(own, 1).lane]);
    const losses: number[][] = [[], []];
    lanes.train(
      steps,
      step => 1 / (step + 1),
      (k, loss) => losses[k].push(loss),
    );
    expect(losses[1]).toEqual(losses[0]);
    return losses[0];
  });
  expect(paths[0]).toHaveLength(3000);
  expect(paths[0].slice(0, 1000)).toEqual(paths[1]);
  expect(new Set(paths[0].slice(900, 1100)).size).toBe(200);
});
