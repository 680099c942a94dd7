import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { prepare, prepareFor } from '../experiment/prepare.ts';
import { startingSignal } from '../experiment/startingSignal.ts';
import { Trainer } from '../experiment/trainer.ts';
import { activations } from '../network/activation/index.ts';
import { RandomState } from '../random/randomState.ts';
import { meanField } from './meanField.ts';
import { meanSquare, meanSquaredSlope } from './moments.ts';
import { interpolated } from './walk/interpolated.ts';

const [SAMPLES, OUTPUTS, STARTS] = [12, 10, 3];

interface Given {
  readonly axes?: readonly number[];
  readonly channels: number;
  readonly init?: unknown;
  readonly activation?: string;
  readonly residual?: string;
}

/** Data with as many axes, for which the experiment is checked. */
const LIKE = [{ kind: 'spiral' }, { kind: 'adding', length: 8 }, { kind: 'digits', shape: 'picture' }];

/** A network on normal rows, `[axes…, channels]`. */
function networkOf(hidden: readonly unknown[], { axes = [], channels, ...network }: Given) {
  const experiment = parseExperiment({
    data: LIKE[axes.length],
    networks: [{ name: 'net', hidden, activation: 'tanh', init: 'lecunNormal', ...network }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1, loss: 'meanSquaredError' },
    record: { probes: ['time'] },
  });
  const random = new RandomState(1);
  const features = axes.reduce((product, axis) => product * axis, channels);
  const rows = (count: number, std: number) =>
    Array.from({ length: SAMPLES }, () => Array.from({ length: count }, () => random.normal(0, std)));
  // Far from the outputs, so that the signal at the output does not depend on the weights.
  const data = { X: rows(features, 1), targets: rows(OUTPUTS, 20), ...(axes.length > 0 && { axes }) };
  return { experiment, prepared: prepareFor(data, experiment) };
}

/** Its start, measured over several draws, and predicted. */
function startOf(hidden: readonly unknown[], given: Given) {
  const { experiment, prepared } = networkOf(hidden, given);
  return startingSignal(experiment, prepared, 0, STARTS);
}

/** The largest |measured / predicted − 1| of the layers' factors, the mean over the starts. */
function worstError({ starts, predictions }: ReturnType<typeof startOf>): number {
  const errors = predictions.map(({ factor }, l) => {
    const squares = starts.map(norms => (norms[l] / norms[l + 1]) ** 2);
    return Math.abs(Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length) / factor - 1);
  });
  return Math.max(...errors);
}

const W = { kind: 'meanField', sigmaW: 1.4, sigmaB: 0.2 };
const recurrent = (cell: string, others: object = {}) => ({ kind: 'recurrent', cell, width: 120, ...others });
const convolution = (others: object = {}) => ({ kind: 'convolution', channels: 32, padding: 1, ...others });
const last = { kind: 'pool', how: 'last' };
const flatten = { kind: 'pool', how: 'flatten' };
const block = (inner: readonly unknown[], others: object = {}) => ({
  kind: 'block',
  layers: inner,
  norm: 'none',
  ...others,
});
const linear = { width: 200, activation: 'identity' };

const sequence = { axes: [8], channels: 40 };
const picture = { axes: [8, 8], channels: 16 };
const rows = { channels: 200 };

const cases: readonly [string, readonly unknown[], Parameters<typeof startOf>[1]][] = [
  [
    'tanh recurrences, their last state',
    [recurrent('tanh'), recurrent('tanh'), last],
    { ...sequence, init: W },
  ],
  [
    'a chaotic tanh recurrence, gain 1.5',
    [recurrent('tanh', { recurrentInit: { kind: 'meanField', sigmaW: 1.5, sigmaB: 0 } }), last],
    { ...sequence, init: W },
  ],
  ['a ReLU recurrence, orthogonal', [recurrent('relu'), flatten], { ...sequence, init: W }],
  [
    'a truncated recurrence',
    [recurrent('tanh', { truncate: 4 }), recurrent('tanh'), flatten],
    { ...sequence, init: W },
  ],
  [
    'convolutions on two axes with padding',
    [convolution(), convolution(), convolution(), flatten],
    { ...picture, init: W },
  ],
  [
    'convolutions with strides, without padding',
    [convolution({ stride: 2 }), convolution({ padding: 0 }), flatten],
    { ...picture, init: W, activation: 'relu' },
  ],
  ['skip connections', [200, 200, 200], { ...rows, init: W, residual: 'identity' }],
  [
    'skip connections, ReLU',
    [200, 200, 200],
    { ...rows, init: 'heNormal', residual: 'identity', activation: 'relu' },
  ],
  [
    'layer normalization',
    [200, 200, 200].map(width => ({ width, normalization: 'layer' })),
    { ...rows, init: W, activation: 'relu' },
  ],
  [
    'RMS normalization',
    [200, 200, 200].map(width => ({ width, normalization: 'rms' })),
    { ...rows, init: W },
  ],
  ['residual blocks, scale 1', [200, block([200, linear]), block([200, linear])], { ...rows, init: W }],
  [
    'residual blocks that end with ReLU, scale 0.5',
    [200, block([200], { scale: 0.5 }), block([200], { scale: 0.5 })],
    { ...rows, init: 'heNormal', activation: 'relu' },
  ],
  [
    'blocks, normalized first',
    [200, block([200, linear], { norm: 'pre' }), block([200, linear], { norm: 'pre' })],
    { ...rows, init: W },
  ],
  [
    'blocks, normalized last',
    [200, block([200, linear], { norm: 'post' }), block([200, linear], { norm: 'post' })],
    { ...rows, init: W },
  ],
  [
    'blocks, 1/√depth and ReZero',
    [200, block([200, linear], { scale: 'depth' }), block([200, linear], { scale: 'reZero' })],
    { ...rows, init: W },
  ],
  [
    'DeepNorm',
    [
      200,
      block([200, linear], { norm: 'post', scale: 'deepNorm' }),
      block([200, linear], { norm: 'post', scale: 'deepNorm' }),
    ],
    { ...rows, init: W },
  ],
  [
    'residual convolutions',
    [convolution(), block([convolution()], { scale: 0.5 }), flatten],
    { ...picture, init: W },
  ],
];

describe('measured over 3 starts of wide networks, every factor within 6 %', () => {
  test.each(cases)('%s', (_, hidden, network) => {
    expect(worstError(startOf(hidden, network))).toBeLessThan(0.06);
  });
});

describe('through time', () => {
  const gain = { kind: 'meanField', sigmaW: 1.3, sigmaB: 0 };
  const hidden = [recurrent('tanh', { recurrentInit: gain, width: 300 }), last];
  const { experiment, prepared } = networkOf(hidden, { axes: [20], channels: 40, init: W });
  const [{ time }] = startingSignal(experiment, prepared, 0).predictions;

  test('q*, χ and the timescale are those of the mean field with the input’s variance as a bias', () => {
    const inputs = prepared.data.X.reduce((sum, x) => sum + x * x, 0) / prepared.data.X.length;
    const right = meanField(activations.tanh, 1.3, Math.sqrt(1.4 ** 2 * inputs + 0.2 ** 2));
    expect(Number(time?.qStar) / Number(right.qStar)).toBeCloseTo(1, 12);
    expect(time?.chi).toBeCloseTo(right.chi1, 12);
    expect(time?.timescale).toBeCloseTo(right.depthScale, 10);
  });

  test('the signal of every position is the measured one within 30 % while it falls by 10³, and falls by √χ', () => {
    const trainer = new Trainer(experiment, 0, { prepared });
    trainer.advance(1);
    const measured = trainer.run().history.series.time_signal!.values;
    for (const [t, norm] of time!.norms.entries()) {
      expect(Math.abs(measured[t] / measured[19] / norm - 1), `position ${t}`).toBeLessThan(0.3);
    }
    expect(time!.norms[0]).toBeLessThan(3e-3);
    expect(Math.abs(time!.norms[10] / time!.norms[11] / Math.sqrt(time!.chi) - 1)).toBeLessThan(0.03);
  });
});

test.each<[string, readonly unknown[], Given, string]>([
  ['gates', [recurrent('lstm', { width: 6 }), last], sequence, 'layer 1 has a cell with gates'],
  ['diagonal', [recurrent('diagonal', { width: 6 }), last], sequence, 'layer 1 has a diagonal cell'],
  [
    'attention',
    [{ kind: 'block', layers: [{ kind: 'attention', heads: 2 }] }, last],
    sequence,
    'layer 1.1 has',
  ],
  [
    'mean pooling',
    [recurrent('tanh'), { kind: 'pool', how: 'mean' }],
    sequence,
    'layer 2 has mean or max pooling',
  ],
  [
    'an identity',
    [recurrent('relu', { recurrentInit: 'identity' }), last],
    sequence,
    'layer 1 has recurrent weights that are not random',
  ],
  ['batch normalization', [{ width: 9, normalization: 'batch' }, 9], rows, 'layer 1 has batch normalization'],
])('says why it predicts nothing: %s', (_, hidden, given, reason) => {
  const { predictions } = startOf(hidden, given);
  for (const { factor, reason: own } of predictions) {
    expect(factor).toBe(Number.NaN);
    expect(own).toContain(reason);
  }
});

test('one part beyond theory leaves what lies below it predicted', () => {
  const { predictions } = startOf([200, 200, { width: 200, normalization: 'batch' }, 200, 200], rows);
  expect(predictions.map(({ factor }) => Number.isFinite(factor))).toEqual([true, true, false, false, false]);
});

test('interpolated moments are within 1e-6 of the moments, from 1e-6 to 100', () => {
  for (const φ of [activations.tanh, activations.relu]) {
    for (const moment of [meanSquare, meanSquaredSlope]) {
      const near = interpolated(q => moment(φ, q));
      for (const q of [1e-6, 0.00321, 0.0456, 0.789, 2.34, 56.7]) {
        expect(Math.abs(near(q) / moment(φ, q) - 1), `${φ.name}, ${q}`).toBeLessThan(1e-6);
      }
    }
  }
});

test('an embedding gives vectors of the variance of its weights; of a transformer attention is beyond theory', () => {
  const experiment = parseExperiment({
    data: { kind: 'recall', samples: 200, tokens: 'number' },
    networks: [
      {
        name: 'net',
        hidden: [
          { kind: 'embedding', vocabulary: 16, width: 200 },
          { kind: 'positions' },
          { width: 200 },
          { width: 200 },
          { kind: 'block', layers: [{ kind: 'attention', heads: 2 }] },
          { kind: 'pool', how: 'last' },
        ],
        activation: 'tanh',
        init: { kind: 'normal', std: 0.08 },
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
  });
  const [embedding, first, second, block] = startingSignal(experiment, prepare(experiment), 0, 3).predictions;
  expect(embedding.q).toBeCloseTo(0.0064, 12);
  expect(first.q).toBeCloseTo(200 * 0.0064 * 0.0064, 12);
  for (const { chi } of [embedding, first]) expect(chi).toBeGreaterThan(0);
  for (const { reason } of [second, block]) expect(reason).toBe('layer 4.1 has attention');
});
