import type {
  ActivationName,
  Experiment,
  InitSettings,
  LossKind,
  NetworkSettings,
  ProbeName,
} from 'gradscope';

type DataKind = Exclude<Experiment['data']['kind'], 'table'>;
type OutputActivation = NonNullable<NetworkSettings['output']>['activation'];
type OptimizerKind = Experiment['training']['optimizer']['kind'];

/** A list of options from a complete record of names. */
export function optionsOf<Name extends string>(names: Readonly<Record<Name, string>>) {
  return Object.entries(names) as [Name, string][];
}

export const dataNames: Readonly<Record<DataKind, string>> = {
  spiral: 'Spiral',
  moons: 'Moons',
  circles: 'Circles',
  xor: 'XOR',
  checkerboard: 'Checkerboard',
  quantiles: 'Rings',
  blobs: 'Blobs',
  curve: 'Curve (regression)',
  normals: 'Random (regression)',
  iris: 'Iris, 4 features',
  wine: 'Wine, 13 features',
  digits: 'Digits, 64 features',
};

export const activationNames: Readonly<Record<ActivationName | 'maxout', string>> = {
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  relu: 'ReLU',
  leakyRelu: 'Leaky ReLU',
  prelu: 'PReLU',
  elu: 'ELU',
  selu: 'SELU',
  celu: 'CELU',
  gelu: 'GELU',
  geluTanh: 'GELU (tanh)',
  silu: 'SiLU',
  mish: 'Mish',
  softplus: 'Softplus',
  softsign: 'Softsign',
  hardTanh: 'Hard tanh',
  hardSigmoid: 'Hard sigmoid',
  relu6: 'ReLU6',
  sin: 'Sine',
  identity: 'None (linear)',
  maxout: 'Maxout',
};

export const initNames: Readonly<Record<InitSettings['kind'], string>> = {
  normal: 'Normal',
  uniform: 'Uniform',
  glorotNormal: 'Glorot, normal',
  glorotUniform: 'Glorot, uniform',
  heNormal: 'He, normal',
  heUniform: 'He, uniform',
  lecunNormal: 'LeCun, normal',
  lecunUniform: 'LeCun, uniform',
  orthogonal: 'Orthogonal',
  identity: 'Identity',
  meanField: 'Mean field',
  lsuv: 'LSUV',
  pytorchDefault: 'PyTorch’s default',
  kerasDefault: 'Keras’s default',
  constant: 'Constant',
  zeros: 'Zeros',
};

/** Initial values for kinds of starts with numbers that have no default. */
export const initStarts: Readonly<Record<string, object>> = {
  normal: { std: 0.1 },
  uniform: { limit: 0.1 },
  constant: { value: 0.1 },
  meanField: { sigmaW: 1.5, sigmaB: 0.1 },
};

export const lossNames: Readonly<Record<LossKind, string>> = {
  crossEntropy: 'Cross-entropy',
  binaryCrossEntropy: 'Binary cross-entropy',
  binaryCrossEntropyWithLogits: 'Binary cross-entropy of scores',
  meanSquaredError: 'Mean squared error',
  meanAbsoluteError: 'Mean absolute error',
  huber: 'Huber',
};

export const optimizerNames: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'Gradient descent',
  momentum: 'Momentum',
  nesterov: 'Nesterov',
  adagrad: 'AdaGrad',
  rmsprop: 'RMSProp',
  adam: 'Adam',
  adamw: 'AdamW',
};

/** The step size for optimizers without a default. */
export const plainStepSize = 0.1;

export const scheduleNames = { constant: 'Constant', step: 'In steps', cosine: 'Cosine' } as const;

/** The names of the output layer's activations. */
export const outputNames: Readonly<Record<OutputActivation, string>> = {
  identity: 'None',
  sigmoid: 'Sigmoid',
  relu: 'ReLU',
  tanh: 'Tanh',
  softmax: 'Softmax',
};

export const normalizationNames = { none: 'None', batch: 'Batch', layer: 'Layer' } as const;

export const parameterizationNames = { standard: 'Standard', meanField: 'Mean field' } as const;

export const residualNames = { none: 'None', identity: 'Identity' } as const;

export const probeNames: Readonly<Record<Exclude<ProbeName, 'loss'>, string>> = {
  gradient: 'Gradients',
  ledger: 'Ledger and signal',
  activation: 'Activations, saturation',
  dead: 'Dead units',
  update: 'Update ratio',
  signal: 'Signal alone',
  neuron: 'Gradient by neuron',
  unit: 'Dead units, one by one',
  underflow: 'Underflow',
  histogram: 'Histogram of gradients',
  weightSpectrum: 'Singular values of weights',
  jacobian: 'Singular values of the Jacobian',
};

/** The labels of a setting's numbers, by their key. */
export const numberNames: Readonly<Record<string, string>> = {
  pointsPerClass: 'Points per class',
  samples: 'Points',
  classes: 'Classes',
  centers: 'Classes',
  noise: 'Noise',
  features: 'Features',
  std: 'Standard deviation',
  factor: 'Factor',
  cells: 'Cells',
  targetShift: 'Targets below (rows)',
  test: 'Held out (share)',
  slope: 'Slope',
  alpha: 'Alpha',
  omega: 'Omega',
  pieces: 'Pieces',
  limit: 'Limit',
  value: 'Value',
  gain: 'Gain',
  sigmaW: 'σ of weights',
  sigmaB: 'σ of biases',
  momentum: 'Momentum',
  decay: 'Decay',
  epsilon: 'Epsilon',
  beta1: 'Beta 1',
  beta2: 'Beta 2',
  weightDecay: 'Weight decay',
  every: 'Every (steps)',
  final: 'Final share',
  warmup: 'Warm-up (steps)',
};
