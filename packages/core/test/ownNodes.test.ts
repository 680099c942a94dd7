import {
  activationNode,
  activations,
  checkGradients,
  DATA,
  dense,
  denseParameters,
  type Engine,
  Model,
  type ModelBuilder,
  ModelLayer,
  Network,
  nodeLedger,
  normalize,
  RandomState,
  referenceEngine,
  reshape,
  sum,
  take,
  unfold,
  type Visitor,
  wasmEngine,
} from 'gradscope';
import { describe, expect, test } from 'vitest';

// What a program that imports the library can build: layers that no experiment file knows, of its own nodes.

const SAMPLES = 6;

/** An affine layer to 3 classes. */
function outputLayer(builder: ModelBuilder, from: number): ModelLayer {
  const { channels } = builder.shapeOf(from);
  const parameters = denseParameters(builder.engine, channels, 3);
  const z = builder.add(dense(builder.engine, from, builder.shapeOf(from), parameters));
  return new ModelLayer(builder, { first: z, z, u: z, a: z, h: z });
}

interface Recurrent {
  readonly model: Model;
  /** By time: what tanh is applied to, and its result. */
  readonly z: readonly number[];
  readonly h: readonly number[];
}

/** `h[t] = tanh(x[t] W + h[t−1] U + b)`; the last h goes on to the output. */
function recurrent(engine: Engine, steps: number, features: number, width: number): Recurrent {
  const [z, h]: [number[], number[]] = [[], []];
  const model = new Model(engine, { positions: steps, channels: features }, builder => {
    const input = denseParameters(engine, features, width);
    const own = denseParameters(engine, width, width, { hasBias: false, names: ['U', 'none'] });
    const shape = { positions: 1, channels: width };
    for (let t = 0; t < steps; t++) {
      const x = builder.add(take(DATA, builder.input, t));
      let place = builder.add(dense(engine, x, builder.shapeOf(x), input));
      if (t > 0) {
        const before = builder.add(dense(engine, h[t - 1], shape, own));
        place = builder.add(sum([before, place], shape));
      }
      z.push(place);
      h.push(builder.add(activationNode(place, shape, activations.tanh)));
    }
    const [last, δ] = [h[steps - 1], z[steps - 1]];
    const layer = new ModelLayer(builder, { first: 0, z: δ, u: δ, a: last, h: last });
    return [layer, outputLayer(builder, last)];
  });
  return { model, z, h };
}

/** Windows of 3 positions, twice; then all positions as one vector. */
function convolution(engine: Engine): Model {
  return new Model(engine, { positions: 9, channels: 2 }, builder => {
    const layers: ModelLayer[] = [];
    let x = DATA;
    for (const channels of [4, 3]) {
      const first = builder.add(unfold(x, builder.shapeOf(x), { size: 3 }));
      const parameters = denseParameters(engine, builder.shapeOf(first).channels, channels);
      const z = builder.add(dense(engine, first, builder.shapeOf(first), parameters));
      const h = builder.add(activationNode(z, builder.shapeOf(z), activations.gelu));
      layers.push(new ModelLayer(builder, { first, z, u: z, a: h, h }));
      x = h;
    }
    const { positions, channels } = builder.shapeOf(x);
    const whole = { positions: 1, channels: positions * channels };
    return [...layers, outputLayer(builder, builder.add(reshape(x, { positions, channels }, whole)))];
  });
}

/** `x + relu(norm(x) W + b) W' + b'`, twice, after an affine layer. */
function residualBlocks(engine: Engine): Model {
  return new Model(engine, { positions: 1, channels: 4 }, builder => {
    const affine = (from: number, outputs: number, names?: [string, string]) => {
      const shape = builder.shapeOf(from);
      const parameters = denseParameters(engine, shape.channels, outputs, names && { names });
      return builder.add(dense(engine, from, shape, parameters));
    };
    const start = affine(DATA, 5);
    const layers = [new ModelLayer(builder, { first: start, z: start, u: start, a: start, h: start })];
    let x = start;
    for (let block = 0; block < 2; block++) {
      const shape = builder.shapeOf(x);
      const first = builder.add(normalize(engine, x, shape, 'layer'));
      const z = affine(first, 7);
      const a = builder.add(activationNode(z, builder.shapeOf(z), activations.tanh));
      const h = builder.add(sum([affine(a, 5, ['W2', 'b2']), x], shape));
      layers.push(new ModelLayer(builder, { first, z, u: z, a, h }));
      x = h;
    }
    return [...layers, outputLayer(builder, x)];
  });
}

/** A network of the model on normal inputs, all of its parameters drawn, each with an effect. */
function networkOf(model: Model, gain = 1): Network {
  const random = new RandomState(1);
  const { positions, channels } = model.input;
  const features = positions * channels;
  for (const { name, tensor } of model.learned) {
    const std = tensor.rows > 1 ? gain / Math.sqrt(tensor.rows) : 0.3;
    const mean = name === 'gamma' ? 1 : 0;
    tensor.values.set(tensor.values.map(() => random.normal(mean, std)));
  }
  const X = Float64Array.from({ length: SAMPLES * features }, () => random.normal());
  const y = Int32Array.from({ length: SAMPLES }, (_, n) => n % 3);
  return new Network(model, { samples: SAMPLES, features, X, y });
}

const models: readonly [string, (engine: Engine) => Model, string[]][] = [
  ['a recurrent network through 50 steps', engine => recurrent(engine, 50, 2, 5).model, ['W', 'b', 'U']],
  ['a convolution along one axis', convolution, ['W', 'b']],
  ['residual blocks with normalization', residualBlocks, ['gamma', 'beta', 'W', 'b', 'W2', 'b2']],
];

describe.each(models)('%s, built of nodes', (_, build, names) => {
  test('agrees with central differences, relative error ≤ 1e-8', () => {
    const checks = checkGradients(networkOf(build(wasmEngine())), 0.01);
    expect(new Set(checks.map(({ parameter }) => parameter))).toEqual(new Set(names));
    for (const { layer, parameter, relativeError, compared } of checks) {
      expect(relativeError, `${parameter}${layer}`).toBeLessThanOrEqual(1e-8);
      expect(compared).toBeGreaterThan(0);
    }
  });

  test('has the same bits on both engines, and with a visitor', () => {
    const bitsOf = (engine: Engine, visitor?: Visitor) => {
      const network = networkOf(build(engine));
      const result = network.backpropagate(visitor);
      return [result, network.learned.map(({ gradient }) => Array.from(gradient.values))];
    };
    const plain = bitsOf(wasmEngine());
    expect(bitsOf(referenceEngine())).toEqual(plain);
    expect(bitsOf(wasmEngine(), { arrived: () => {}, passed: () => {} })).toEqual(plain);
  });

  test('keeps its parameters: loaded into another model, they give the same outputs', () => {
    const network = networkOf(build(wasmEngine()));
    const copy = build(wasmEngine());
    copy.load(network.parameters());
    expect(new Network(copy, network.data).forward().values).toEqual(network.forward().values);
  });

  test('training makes its loss small', () => {
    const network = networkOf(build(wasmEngine()));
    const before = network.classify().loss;
    for (let step = 0; step < 300; step++) {
      network.backpropagate();
      for (const { tensor, gradient } of network.learned) network.engine.descend(tensor, gradient, 0.1, 0);
    }
    expect(network.classify().loss).toBeLessThan(before / 2);
  });
});

describe('the ledger through time', () => {
  const steps = 50;
  const { model, z, h } = recurrent(wasmEngine(), steps, 2, 5);
  const network = networkOf(model, 1.4);
  const { norms, gains } = nodeLedger(network);

  /** ∂loss/∂z[t], written out: δ[t−1] = (δ[t] Uᵀ) ⊙ (1 − h[t−1]²). */
  function signalsByHand(): number[] {
    const U = model.learned.find(({ name }) => name === 'U')!.tensor.values;
    const V = model.layers[1].W.tensor.values;
    const scores = network.pass.d(model.nodes.length - 1).values;
    const hidden = h.map(place => network.pass.h(place).values);
    const through = (d: ArrayLike<number>, matrix: ArrayLike<number>, columns: number, t: number) =>
      Float64Array.from({ length: SAMPLES * 5 }, (_, at) => {
        const [n, i] = [Math.floor(at / 5), at % 5];
        let product = 0;
        for (let j = 0; j < columns; j++) product += d[n * columns + j] * matrix[i * columns + j];
        return product * (1 - hidden[t][at] ** 2);
      });
    const signals = [through(scores, V, 3, steps - 1)];
    for (let t = steps - 2; t >= 0; t--) signals.unshift(through(signals[0], U, 5, t));
    return signals.map(signal => Math.hypot(...signal));
  }

  test('measures ‖∂loss/∂z[t]‖ of every step, relative error < 1e-12', () => {
    for (const [t, expected] of signalsByHand().entries()) {
      expect(Math.abs(norms[z[t]] / expected - 1), `step ${t}`).toBeLessThan(1e-12);
    }
  });

  test('splits it exactly into weights and slope: relative error < 1e-12 over all 50 steps', () => {
    let product = norms[z[steps - 1]];
    for (let t = steps - 1; t > 0; t--) {
      const weights = gains[z[t]][0] * gains[model.nodes[z[t]].from[0]][0];
      const slope = gains[h[t - 1]][0];
      product *= weights * slope;
      expect(Math.abs(product / norms[z[t - 1]] - 1), `step ${t}`).toBeLessThan(1e-12);
    }
  });
});
