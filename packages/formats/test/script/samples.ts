import { activationKinds, initializers, type OptimizerKind, optimizerKinds } from 'gradscope';

/**
 * Experiments that between them have everything a script can: for the tests of the scripts, all of them short.
 */
const sgd = { kind: 'sgd', stepSize: 0.1 };
const normal = { kind: 'normal', std: 0.1 };

/** Kinds with other numbers than the usual ones. */
const numbers: Readonly<Record<string, object>> = {
  elu: { alpha: 0.7 },
  celu: { alpha: 1.5 },
  sin: { omega: 2 },
  uniform: { limit: 0.3 },
  constant: { value: 0.2 },
  orthogonal: { gain: 1.3 },
  meanField: { sigmaW: 1.5, sigmaB: 0.3 },
};
const all = (kinds: object, except: string) =>
  Object.keys(kinds)
    .filter(kind => kind !== except)
    .map(kind => (numbers[kind] ? { kind, ...numbers[kind] } : kind));

const elementwise = [...all(activationKinds, 'identity'), { kind: 'maxout', pieces: 3 }];
const inits = all(initializers, 'normal');

const small = (name: string) => [{ name, hidden: [6, 5], activation: 'tanh', init: 'glorotNormal' }];
const training = { optimizer: sgd, steps: 60 };
const withOptimizer = (optimizer: object, more: object = {}) => ({
  data: { kind: 'moons', samples: 40 },
  networks: small('tanh'),
  training: { optimizer, l2: 0.01, steps: 80, ...more },
});

/** Classes, by a loss, behind each of these outputs. */
const outputs = (loss: string, activations: readonly string[]) => ({
  seed: 2,
  data: { kind: 'blobs', samples: 39, centers: 3, std: 2 },
  networks: activations.map(activation => ({
    ...small(activation)[0],
    hidden: [6],
    output: { activation },
  })),
  training: { optimizer: sgd, steps: 60, loss, l2: 0.001 },
});

/** The values of a sine, of which a ReLU and a sigmoid reach only some. */
const ofValues = (loss: string) => ({
  data: { kind: 'curve', samples: 30 },
  networks: ['identity', 'tanh', 'relu', 'sigmoid', 'softmax'].map(activation => ({
    ...small(activation)[0],
    output: { activation },
  })),
  training: { optimizer: sgd, steps: 60, loss },
});

const samples: Readonly<Record<string, object>> = {
  notebook: {
    seed: 0,
    data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
    networks: ['sigmoid', 'relu'].map(name => ({ name, hidden: [50, 50], activation: name, init: normal })),
    training: { optimizer: sgd, l2: 0.001, steps: 500 },
  },
  activations: {
    seed: 4,
    data: { kind: 'spiral', pointsPerClass: 20, classes: 3, noise: 0.1 },
    networks: elementwise.map(activation => ({
      name: typeof activation === 'string' ? activation : activation.kind,
      hidden: [7, { width: 5, activation: 'identity' }, 6],
      activation,
      init: 'glorotUniform',
    })),
    training: { optimizer: sgd, l2: 0.01, steps: 60 },
  },
  inits: {
    seed: 5,
    data: { kind: 'blobs', samples: 50, centers: 3 },
    networks: inits.map(init => ({
      name: typeof init === 'string' ? init : init.kind,
      hidden: [4, 9, { width: 6, init: 'lsuv' }],
      activation: 'tanh',
      init,
    })),
    training,
  },
  normalized: {
    seed: 6,
    data: { kind: 'circles', samples: 61, noise: 0.05 },
    networks: ['batch', 'layer', 'none'].flatMap(normalization =>
      ['relu', 'prelu', { kind: 'maxout', pieces: 2 }].map((activation, i) => ({
        name: `${normalization}${i}`,
        hidden: { layers: 4, width: 6 },
        activation,
        init: i === 0 ? 'lsuv' : 'heNormal',
        normalization,
        residual: i === 1 ? 'none' : 'identity',
        dropout: i === 2 ? 0.3 : 0,
      })),
    ),
    training: { optimizer: sgd, l2: 0.001, steps: 60, batch: 16 },
  },
  quantiles: {
    data: { kind: 'quantiles', samples: 50, noise: 0.1 },
    networks: small('full'),
    training: { ...training, batch: 50, loss: 'meanSquaredError' },
  },
  xor: {
    data: { kind: 'xor', samples: 40, noise: 0.1 },
    networks: small('x'),
    training: { ...training, batch: 40 },
  },
  checkerboard: { data: { kind: 'checkerboard', samples: 45 }, networks: small('board'), training },
  curve: {
    data: { kind: 'curve', samples: 30 },
    networks: [{ name: 'sine', hidden: [8], activation: 'tanh', init: 'glorotNormal', dropout: 0.1 }],
    training: { ...training, l2: 0.001 },
  },
  iris: {
    seed: 7,
    data: { kind: 'iris', standardize: true, test: 0.3 },
    networks: small('iris'),
    training: { optimizer: { kind: 'adam' }, steps: 60, batch: 10 },
  },
  wine: { data: { kind: 'wine', test: 0.2 }, networks: small('wine'), training: { ...training, steps: 30 } },
  digits: {
    data: { kind: 'digits', standardize: true },
    networks: small('digits'),
    training: { ...training, steps: 20, batch: 100 },
  },
  momentum: withOptimizer({ kind: 'momentum', stepSize: 0.05 }, { schedule: { kind: 'step', every: 30 } }),
  nesterov: withOptimizer({ kind: 'nesterov', stepSize: 0.05, momentum: 0.8 }, { clip: { norm: 0.05 } }),
  adagrad: withOptimizer({ kind: 'adagrad' }, { clip: { value: 0.01 } }),
  rmsprop: withOptimizer({ kind: 'rmsprop' }, { schedule: { kind: 'cosine', final: 0.1, warmup: 10 } }),
  adam: withOptimizer({ kind: 'adam' }, { schedule: { kind: 'constant', warmup: 20 } }),
  adamw: withOptimizer(
    { kind: 'adamw', weightDecay: 0.1 },
    { schedule: { kind: 'step', every: 20, warmup: 5 } },
  ),
  perLayer: {
    data: { kind: 'curve', samples: 30 },
    networks: ['tanh', 'relu'].map(activation => ({
      name: activation,
      hidden: [8, 7],
      activation,
      init: activation === 'tanh' ? 'pytorchDefault' : 'lsuv',
      bias: activation === 'tanh',
      parameterization: 'meanField',
    })),
    training: { optimizer: { kind: 'momentum', stepSize: [0.3, 0.2, 0.1] }, steps: 60, l2: 0.001 },
  },
  perLayerDecay: {
    ...withOptimizer(
      { kind: 'adamw', stepSize: [0.03, 0.02, 0.01] },
      { schedule: { kind: 'cosine' }, clip: { norm: 0.1 } },
    ),
    networks: [{ name: 'a', hidden: [5, 4], activation: 'tanh', init: 'pytorchDefault', bias: false }],
  },
  binary: outputs('binaryCrossEntropy', ['sigmoid', 'softmax', 'relu', 'identity']),
  logits: outputs('binaryCrossEntropyWithLogits', ['identity', 'tanh']),
  absolute: outputs('meanAbsoluteError', ['sigmoid', 'identity', 'softmax']),
  huber: outputs('huber', ['relu', 'identity']),
  squaredShares: outputs('meanSquaredError', ['sigmoid', 'softmax']),
  softmaxTwice: outputs('crossEntropy', ['softmax', 'tanh']),
  absoluteValues: ofValues('meanAbsoluteError'),
  huberValues: ofValues('huber'),
  diverged: {
    data: { kind: 'curve', samples: 20, noise: 0 },
    networks: [{ name: 'linear', hidden: [5], activation: 'identity', init: { kind: 'normal', std: 2 } }],
    training: { optimizer: { kind: 'sgd', stepSize: 5 }, steps: 6000 },
  },
};

/** The optimizers that no other sample has, at their defaults. */
const optimizers = Object.entries<OptimizerKind>(optimizerKinds)
  .filter(([kind]) => kind !== 'sgd' && !(kind in samples))
  .map(([kind, { stepSize = 0.05 }]) => [kind, withOptimizer({ kind, stepSize })] as const);

export const scriptSamples = { ...samples, ...Object.fromEntries(optimizers) };
