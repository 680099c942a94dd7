import { expect, test } from 'vitest';
import { times } from '../../../../scripts/soak/soaking.ts';
import { createEngine, draw, layersOf } from '../../test/support/networks.ts';
import { countingEngine } from '../engine/counting.ts';
import { activations } from '../network/activation/index.ts';
import type { InitSettings } from '../network/initializer/index.ts';
import { affineLayer, type LayerSettings } from '../network/layerSettings.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { RandomState } from '../random/randomState.ts';
import { meanField } from './meanField.ts';
import { predictFactors, type RandomLayer } from './predictFactors.ts';
import { predictSignal } from './predictSignal.ts';

const { tanh, relu } = activations;

function wideLayers(
  count: number,
  activation: RandomLayer['activation'],
  weightVariance: number,
): RandomLayer[] {
  const layer = { fanIn: 100, fanOut: 100, weightMean: 0, weightVariance, biasVariance: 0, activation };
  return Array<RandomLayer>(count).fill(layer);
}

test('relu under He: q stays 2 × the data’s mean square, chi is 1, to 1e-14', () => {
  const predictions = predictFactors({ layers: wideLayers(4, relu, 2 / 100), inputSecondMoment: 0.35 });
  expect(predictions).toHaveLength(3);
  for (const { q, chi, factor } of predictions) {
    expect([q, chi, factor]).toEqual([0.7, 1, 1].map(value => expect.closeTo(value, 14)));
  }
});

test('deep in a tanh network q is q* and chi is χ₁, to 1e-9', () => {
  const { qStar, chi1 } = meanField(tanh, 1.5, 0);
  const layers = wideLayers(200, tanh, 1.5 ** 2 / 100);
  const last = predictFactors({ layers, inputSecondMoment: 1 }).at(-1);
  expect(last?.q).toBeCloseTo(Number(qStar), 9);
  expect(last?.chi).toBeCloseTo(chi1, 9);
});

const input = { mean: () => [0], square: [1] };

/** The predictions for dense layers that start like this. */
function predicted(layers: readonly LayerSettings[], init: InitSettings) {
  const drawn = layers.map(settings => ({ settings, init }));
  return predictSignal(modelOf(countingEngine(), layers), drawn, input);
}

test('widths count as they are: Glorot from 20 to 300 to 20 units, by hand, to 1e-14', () => {
  const layers = [affineLayer(20, 300), affineLayer(300, 20), affineLayer(20, 5)];
  const predictions = predicted(layers, { kind: 'glorotNormal' });
  const variances = [20 / 160, (300 / 160) * (20 / 160)];
  expect(predictions.map(({ q }) => q)).toEqual(variances.map(q => expect.closeTo(q, 14)));
  expect(predictions.map(({ chi }) => chi)).toEqual(
    [300 / 160, 20 / 12.5].map(chi => expect.closeTo(chi, 14)),
  );
});

test('weights of a mean other than 0: nothing is said from there on, nor of what comes down through them', () => {
  const layers = wideLayers(5, relu, 0.02);
  const constant = { ...layers[2], weightMean: 0.1 };
  const mixed = [layers[0], layers[1], constant, layers[3], layers[4]];
  const predictions = predictFactors({ layers: mixed, inputSecondMoment: 1 });
  expect(predictions.map(({ factor }) => Number.isNaN(factor))).toEqual([false, true, true, true]);
  expect(predictions.map(({ q }) => Number.isNaN(q))).toEqual([false, false, true, true]);
  expect(predictions[3].reason).toBe('layer 3 has weights of mean 0.1, not 0');
});

test('batch normalization has no prediction', () => {
  const layers = [{ ...affineLayer(9, 9), normalization: 'batch' } as const, affineLayer(9, 3)];
  const [first] = predicted(layers, { kind: 'heNormal' });
  expect(first).toEqual({ q: 2, chi: NaN, factor: NaN, reason: 'layer 1 has batch normalization' });
});

test('weights that are scaled have a variance scaled twice, and no bias has none', () => {
  const layers = [affineLayer(9, 9), affineLayer(9, 3)].map(layer => ({ ...layer, bias: false, scale: 0.5 }));
  const [{ q, chi }] = predicted(layers, { kind: 'meanField', sigmaW: 3, sigmaB: 2 });
  expect(q).toBeCloseTo(9 / 4, 14);
  expect(chi).toBeCloseTo(9 / 4, 14);
});

test('a chain of dense layers is predicted alike from its moments and from its model, to 1e-14', () => {
  const init: InitSettings = { kind: 'meanField', sigmaW: 1.7, sigmaB: 0.2 };
  const layers = layersOf([30, 40, 50, 7], { kind: 'tanh' });
  const moments = (fanIn: number) => ({
    weightMean: 0,
    weightVariance: 1.7 ** 2 / fanIn,
    biasVariance: 0.2 ** 2,
  });
  const byHand = layers.map(({ fanIn, width }) => ({
    fanIn,
    fanOut: width,
    activation: tanh,
    ...moments(fanIn),
  }));
  const chain = predictFactors({ layers: byHand, inputSecondMoment: 1 });
  for (const [l, { q, chi }] of predicted(layers, init).entries()) {
    expect(q / chain[l].q).toBeCloseTo(1, 14);
    expect(chi / chain[l].chi).toBeCloseTo(1, 14);
  }
});

test('weights of 0 let nothing through', () => {
  const predictions = predictFactors({ layers: wideLayers(3, tanh, 0), inputSecondMoment: 1 });
  expect(predictions.map(({ factor }) => factor)).toEqual([0, 0]);
});

test('refuses layers that do not fit, and says both numbers', () => {
  const [layer] = wideLayers(1, relu, 1) as [RandomLayer];
  expect(() => predictFactors({ layers: [layer, { ...layer, fanIn: 7 }], inputSecondMoment: 1 })).toThrow(
    new RangeError('layer 2: expected fanIn 100, the fanOut of layer 1, got 7'),
  );
});

const [SAMPLES, CLASSES, SEEDS] = [30, 10, [1, 2, 3]];
/** Narrower networks scatter more about what theory says of infinite width. */
const WIDTH = times(400, 1000);
const BOUND = times(0.04, 0.025);

const cases: [string, LayerSettings['activation'], InitSettings][] = [
  ['tanh, mean field', { kind: 'tanh' }, { kind: 'meanField', sigmaW: 1.6, sigmaB: 0.3 }],
  ['relu, He', { kind: 'relu' }, { kind: 'heNormal' }],
  ['sigmoid, normal', { kind: 'sigmoid' }, { kind: 'normal', std: 0.1 }],
  ['gelu, PyTorch', { kind: 'gelu' }, { kind: 'pytorchDefault' }],
  ['hardTanh, Glorot', { kind: 'hardTanh' }, { kind: 'glorotUniform' }],
  ['maxout, LeCun', { kind: 'maxout', pieces: 3 }, { kind: 'lecunUniform' }],
];

test.each(cases)(
  `%s: measured at width ${WIDTH} over 3 seeds, every factor within ${100 * BOUND} %%`,
  (_, activation, init) => {
    const layers = layersOf([WIDTH, WIDTH, WIDTH, WIDTH, CLASSES], activation);
    const measured = SEEDS.map(seed => measuredFactors(layers, init, new RandomState(seed)));
    const predictions = predicted(layers, init);
    for (const [l, { factor }] of predictions.entries()) {
      const mean = measured.reduce((sum, factors) => sum + factors[l], 0) / SEEDS.length;
      expect(Math.abs(mean / factor - 1), `layer ${l + 1}`).toBeLessThan(BOUND);
    }
  },
);

/** ‖δ[l]‖ / ‖δ[l+1]‖ of a network drawn anew, on normal data. */
function measuredFactors(layers: LayerSettings[], init: InitSettings, random: RandomState): number[] {
  const X = Float64Array.from({ length: SAMPLES * WIDTH }, () => random.normal());
  const y = Int32Array.from({ length: SAMPLES }, () => random.randint(0, CLASSES));
  const data = { samples: SAMPLES, features: WIDTH, X, y };
  const engine = createEngine('wasm');
  const network = new Network(modelOf(engine, layers, draw(layers, init, random)), data);
  network.backpropagate();
  const norms = network.layers.map(({ dz }) => engine.magnitudes(dz).l2);
  return norms.slice(0, -1).map((norm, l) => norm / norms[l + 1]);
}
