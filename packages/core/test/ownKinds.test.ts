import {
  type Activation,
  activationNode,
  activations,
  checkGradients,
  dense,
  denseParameters,
  describeVerdict,
  diagnose,
  diagnoseLog,
  experimentJsonSchema,
  type LayerKind,
  LEDGER_SERIES,
  ModelLayer,
  meanField,
  modelOf,
  Network,
  parseExperiment,
  prepare,
  referenceEngine,
  registerActivation,
  registerData,
  registerInitializer,
  registerLayer,
  registerOptimizer,
  registerProbe,
  registerSymptom,
  reshape,
  startingSignal,
  sum,
  Trainer,
  take,
} from 'gradscope';
import { expect, test } from 'vitest';
import { smallDocument } from './support/documents.ts';

declare module 'gradscope' {
  interface OwnActivations {
    square: object;
    scaledTanh: { readonly gain: number };
  }
  interface OwnLayers {
    elman: { readonly steps: number };
  }
  interface OwnProbes {
    norm: 'weight_norm';
  }
  interface OwnSymptoms {
    timid: true;
  }
  interface OwnInitializers {
    sparse: { readonly share: number };
  }
}

// vitest.config.ts gives this file modules of its own: what is registered here is nowhere else.

const document = (activation: unknown, init: unknown = 'glorotNormal') => ({
  ...smallDocument(),
  networks: [{ name: 'own', hidden: [5, 4], activation, init }],
});
const before = () => parseExperiment(document('square'));

const square: Activation = {
  name: 'square',
  formula: 'z²',
  readsInput: true,
  largestSlope: Number.POSITIVE_INFINITY,
  forward: z => z * z,
  backward: (dh, _h, z) => 2 * z * dh,
};

test('an activation of the program’s own is trained, checked and predicted like the others', () => {
  expect(before).toThrow('networks[0].activation: expected "sigmoid" or');
  registerActivation('square', square);
  registerActivation('scaledTanh', {
    settings: { gain: { default: 1.7, from: 0, to: 10, description: 'What multiplies tanh.' } },
    make: ({ gain }) => ({
      name: 'scaledTanh',
      formula: `${gain} tanh z`,
      parameter: gain,
      readsInput: false,
      largestSlope: gain,
      forward: z => gain * Math.tanh(z),
      backward: (dh, h) => dh * (gain - (h * h) / gain),
    }),
  });
  expect(parseExperiment(document('square')).networks[0].activation).toEqual({ kind: 'square' });
  const experiment = parseExperiment(document('scaledTanh'));
  expect(experiment.networks[0].activation).toEqual({ kind: 'scaledTanh', gain: 1.7 });
  for (const kind of ['square', 'scaledTanh']) {
    const { data, networks } = prepare(parseExperiment(document({ kind })));
    const network = new Network(modelOf(referenceEngine(), networks[0].layers, networks[0].parameters), data);
    const errors = checkGradients(network, 0).map(({ relativeError }) => relativeError);
    expect(Math.max(...errors), kind).toBeLessThan(1e-8);
  }
  const runs = (['wasm', 'reference'] as const).map(engine => {
    const trainer = new Trainer(experiment, 0, { engine });
    trainer.advance(30);
    return trainer.run().final;
  });
  expect(runs[0]).toEqual(runs[1]);
  const { predictions } = startingSignal(experiment, prepare(experiment), 0);
  expect(predictions.every(({ factor }) => Number.isFinite(factor))).toBe(true);
  expect(JSON.stringify(experimentJsonSchema())).toContain('What multiplies tanh.');
});

test('an initializer of the program’s own draws from the stream, and its moments are predicted from', () => {
  registerInitializer('sparse', {
    settings: { share: { from: 0, to: 1, description: 'Share of weights that are 1.' } },
    draw: ({ share }, fanIn, fanOut, random) => ({
      W: Float64Array.from({ length: fanIn * fanOut }, () => (random.random() < share ? 1 : 0)),
      b: new Float64Array(fanOut),
    }),
    moments: ({ share }) => ({ weightMean: share, weightVariance: share * (1 - share) }),
  });
  expect(() => parseExperiment(document('tanh', 'sparse'))).toThrow(
    'networks[0].init: expected { kind: sparse, share } with its number, got "sparse"',
  );
  const experiment = parseExperiment(document('tanh', { kind: 'sparse', share: 0.5 }));
  const weights = prepare(experiment).networks[0].parameters.flatMap(({ W }) => [...W]);
  expect(new Set(weights)).toEqual(new Set([0, 1]));
});

test('an optimizer of the program’s own updates, and goes on after a resume', () => {
  registerOptimizer('signs', {
    stepSize: 0.01,
    settings: {
      decay: { default: 0.9, from: 0, to: 1, below: true, description: 'Share that the mean keeps.' },
    },
    rule: ({ decay }) => ({
      moments: ['mean'],
      betas: [],
      update({ tensor, gradient }, { stepSize, l2, moments: [m] }) {
        const [x, dx] = [tensor.values, gradient.values];
        for (let i = 0; i < x.length; i++) {
          m[i] = decay * m[i] + (1 - decay) * (dx[i] + l2 * x[i]);
          x[i] -= stepSize * Math.sign(m[i]);
        }
      },
    }),
  });
  const withDecay = (decay: number) => ({ optimizer: { kind: 'signs', decay }, steps: 30 });
  expect(() => parseExperiment({ ...document('tanh'), training: withDecay(1) })).toThrow(
    'training.optimizer.decay: expected a number from 0 to below 1, got 1',
  );
  const experiment = parseExperiment({ ...document('tanh'), training: withDecay(0.5) });
  expect(experiment.training.optimizer).toEqual({ kind: 'signs', stepSize: 0.01, decay: 0.5 });
  const [whole, half] = [new Trainer(experiment, 0), new Trainer(experiment, 0)];
  half.advance(13);
  const resumed = new Trainer(experiment, 0, { checkpoint: half.checkpoint() });
  for (const trainer of [whole, resumed]) while (!trainer.done) trainer.advance(10);
  expect(resumed.run().final).toEqual(whole.run().final);
  expect(whole.run().loss).toBeLessThan(whole.run().history.loss[0]);
});

test('data of the program’s own are made from its stream, and rows are held out of those that may be prepared', () => {
  registerData('line', {
    prepares: true,
    settings: { points: { whole: true, default: 10, from: 1, to: 1000, description: 'Points of the line.' } },
    shape: ({ points }) => ({ samples: points, features: 1, outputs: 1 }),
    make({ points }, random) {
      const X = Float64Array.from({ length: points }, () => random.normal());
      return { samples: points, features: 1, outputs: 1, X, targets: X.map(x => 2 * x) };
    },
  });
  const training = { optimizer: { kind: 'sgd', stepSize: 0.01 }, steps: 30 };
  const experiment = parseExperiment({ ...document('tanh'), training, data: { kind: 'line', test: 0.3 } });
  expect(experiment.data).toEqual({ kind: 'line', points: 10, standardize: false, test: 0.3 });
  const { data } = prepare(experiment);
  expect([data.samples, data.test?.samples]).toEqual([7, 3]);
  const trainer = new Trainer(experiment, 0);
  while (!trainer.done) trainer.advance(10);
  expect(trainer.run().history.loss.at(-1)).toBeLessThan(trainer.run().history.loss[0]);
  expect(() => parseExperiment({ ...document('tanh'), data: { kind: 'line', points: 1.5 } })).toThrow(
    'data.points: expected a whole number from 1 to 1000, got 1.5',
  );
});

/** Reads its inputs as a sequence: `h[t] = tanh(x[t] W + h[t−1] U + b)`; the last h goes on. */
const elman: LayerKind<'steps', number> = {
  settings: { steps: { from: 1, to: 1000, whole: true, description: 'Time steps of its input.' } },
  weights: ({ fanIn, width }, { steps }) => [fanIn / steps, width],
  draw: ({ width }, start) => ({ U: start(width, width).W }),
  build(builder, settings, from, { steps }) {
    const { engine } = builder;
    const { width, fanIn } = settings;
    const sequence = { positions: steps, channels: fanIn / steps };
    const shape = { positions: 1, channels: width };
    const x = builder.add(reshape(from, builder.shapeOf(from), sequence));
    const input = denseParameters(engine, sequence.channels, width);
    const past = denseParameters(engine, width, width, { hasBias: false, names: ['U', 'c'] });
    let [z, h] = [x, x];
    for (let t = 0; t < steps; t++) {
      const now = builder.add(take(x, sequence, t));
      z = builder.add(dense(engine, now, builder.shapeOf(now), input));
      if (t > 0) z = builder.add(sum([builder.add(dense(engine, h, shape, past)), z], shape));
      h = builder.add(activationNode(z, shape, activations.tanh));
    }
    return new ModelLayer(builder, { first: x, z, u: z, a: h, h }, settings);
  },
};

test('a layer of the program’s own is parsed, drawn, trained, checked, recorded and resumed like the others', () => {
  const hidden = [{ kind: 'elman', width: 5, steps: 4 }, 6];
  const given = {
    ...smallDocument(),
    data: { kind: 'digits' },
    networks: [{ name: 'own', hidden, activation: 'tanh', init: 'orthogonal' }],
    record: { every: 1, probes: ['gradient', 'ledger', 'weightSpectrum', 'jacobian', 'dead', 'unit'] },
  };
  expect(() => parseExperiment(given)).toThrow(
    'networks[0].hidden[0].kind: expected "dense" or "recurrent" or "convolution" or "attention" or "block" or "embedding" or "pool" or "positions" or "normalize", got "elman"',
  );
  registerLayer('elman', elman);
  const experiment = parseExperiment(given);
  const prepared = prepare(experiment);
  const [{ layers, parameters }] = prepared.networks;
  expect(Object.keys(parameters[0]).sort()).toEqual(['U', 'W', 'b', 'fanIn', 'fanOut']);
  const network = new Network(modelOf(referenceEngine(), layers, parameters), {
    ...prepared.data,
    samples: 5,
    X: prepared.data.X.slice(0, 5 * 64),
  });
  const checks = checkGradients(network, 0.01, 40);
  expect(checks.map(({ parameter, layer }) => `${parameter}${layer}`)).toContain('U1');
  for (const { relativeError } of checks) expect(relativeError).toBeLessThan(1e-8);
  const whole = new Trainer(experiment, 0, { prepared });
  whole.advance(100);
  const { history, final } = whole.run();
  const product = LEDGER_SERIES.reduce((sum, name) => sum * history.series[name]!.values[0], 1);
  const [below, above] = history.series.delta_norm!.values;
  expect(Math.abs(product / (below / above) - 1)).toBeLessThan(1e-14);
  const half = new Trainer(experiment, 0);
  half.advance(7);
  const resumed = new Trainer(experiment, 0, { checkpoint: half.checkpoint() });
  resumed.advance(100);
  const run = resumed.run();
  expect([run.final, run.history]).toEqual([final, history]);
  expect(startingSignal(experiment, prepared, 0).predictions[0].reason).toContain('layer 1 has a reshape');
});

test('a probe of the program’s own fills its series at each recorded step, and after a resume', () => {
  registerProbe('norm', {
    columns: layers => ({ weight_norm: layers.length }),
    create: ({ layers, engine }) => ({
      measure(row) {
        for (const [l, { W }] of layers.entries()) row('weight_norm')[l] = engine.magnitudes(W).l2;
      },
    }),
  });
  const experiment = parseExperiment({ ...document('tanh'), record: { every: 2, probes: ['norm'] } });
  const whole = new Trainer(experiment, 0);
  whole.advance(30);
  const { history, layers } = whole.run();
  expect(history.series.weight_norm!.columns).toBe(layers.length);
  expect(history.series.weight_norm!.values).toHaveLength(layers.length * history.step.length);
  expect(history.series.weight_norm!.values.every(norm => norm > 0)).toBe(true);
  const half = new Trainer(experiment, 0);
  half.advance(13);
  const resumed = new Trainer(experiment, 0, { checkpoint: half.checkpoint() });
  resumed.advance(30);
  expect(resumed.run().history).toEqual(history);
});

test('a series of a program’s own cannot stand in the place of another', () => {
  for (const [name, series] of [
    ['twice', 'grad_l1'],
    ['weights', 'W1'],
  ]) {
    registerProbe(name, { columns: () => ({ [series]: 1 }), create: () => ({ measure() {} }) });
    const record = { probes: ['gradient', name] };
    expect(() => parseExperiment({ ...document('tanh'), record })).toThrow(
      new RangeError(`series: expected a name that is not taken, got "${series}"`),
    );
  }
});

test.each([
  ['tanh', 'activation: expected a name that is not taken, got "tanh"'],
  ['maxout', 'activation: expected a name that is not taken, got "maxout"'],
  ['constructor', 'activation: expected a name that is not taken, got "constructor"'],
  [
    'Big',
    'activation: expected a name of at most 64 letters and digits, the first a small letter, got "Big"',
  ],
  ['', 'activation: expected a name of at most 64 letters and digits, the first a small letter, got ""'],
])('%j is no name for an activation', (name, message) => {
  expect(() => registerActivation(name, { ...square, name })).toThrow(new RangeError(message));
});

test('an activation under another name than its own would run another’s kernel: it is refused', () => {
  expect(() => registerActivation('mine', { ...square, name: 'tanh' })).toThrow(
    new RangeError('activation: expected one that is named "mine", got "tanh"'),
  );
});

test('a symptom of the program’s own is found, told, and fixed by its remedy, in runs and in logs', () => {
  registerSymptom('timid', {
    label: 'timid steps',
    hue: 7,
    cause: 'stepSize',
    inRuns: {
      found: {
        targets: ({ moved }) => (Math.max(...moved) < 0.01 ? { severity: 1, evidence: {} } : undefined),
      },
      text: () => 'the weights have not moved',
      onlyRemedies: experiment => {
        const optimizer = { kind: 'sgd', stepSize: 1 } as const;
        const fixed = { ...experiment, training: { ...experiment.training, optimizer } };
        const change = {
          text: 'stepSize: 1',
          scope: 'experiment',
          treats: ['stepSize'],
          experiment: fixed,
        } as const;
        return [{ change, remedy: () => change }];
      },
    },
    inLogs: {
      found: { numbers: ({ progress }) => (progress.gone === 0 ? { severity: 1, evidence: {} } : undefined) },
      text: () => 'the loss has not moved',
      suggestions: [{ text: 'take any step' }],
    },
  });
  const data = { kind: 'blobs', samples: 60, centers: 3, std: 0.5 };
  const training = { optimizer: { kind: 'sgd', stepSize: 1e-9 }, steps: 300 };
  const verdict = diagnose(parseExperiment({ ...document('tanh'), data, training }), 0, { seeds: 1 });
  expect(verdict.symptoms[0]).toEqual({ kind: 'timid', layers: null, step: 0, severity: 1, evidence: {} });
  expect(describeVerdict(verdict).join()).toContain('Timid steps: the weights have not moved');
  expect(verdict.remedies.map(({ change }) => change.text)).toEqual(['stepSize: 1']);
  expect(verdict.causes).toEqual(verdict.remedies[0].proven ? [{ kind: 'stepSize', part: 1 }] : []);
  const step = Int32Array.from({ length: 40 }, (_, i) => i);
  const loss = { step, columns: 1, values: new Float64Array(40).fill(2) };
  const log = diagnoseLog({ name: 'flat', layers: [], series: { loss } });
  expect([log.symptoms[0].kind, log.suggestions[0]]).toEqual(['timid', 'take any step']);
  const taken = () => registerSymptom('heldBack', { label: '', hue: 0 });
  expect(taken).toThrow(new RangeError('symptom: expected a name that is not taken, got "heldBack"'));
});

test('a theory of a function without a bound ends', () => {
  expect(meanField(square, 1, 0)).toBeDefined();
});
