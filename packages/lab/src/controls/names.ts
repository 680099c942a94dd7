import {
  activationKinds,
  type BuiltInInit,
  type BuiltInOptimizer,
  initializers,
  type LossKind,
  labelOf,
  labelsOf,
  type NetworkSettings,
  optimizerKinds,
} from 'gradscope';

type OutputActivation = NonNullable<NetworkSettings['output']>['activation'];

/** A list of options from a complete record of names. */
export function optionsOf<Name extends string>(names: Readonly<Record<Name, string>>) {
  return Object.entries(names) as [Name, string][];
}

export const activationNames = () => [...labelsOf(activationKinds), ['maxout', 'Maxout'] as const];

/** The settings of a kind of start, as a menu starts them. */
export const initStart = (kind: BuiltInInit): object =>
  Object.fromEntries(
    Object.entries(initializers[kind].settings).flatMap(([name, { start }]) =>
      start === undefined ? [] : [[name, start]],
    ),
  );

export const lossNames: Readonly<Record<LossKind, string>> = {
  crossEntropy: 'Cross-entropy',
  binaryCrossEntropy: 'Binary cross-entropy',
  binaryCrossEntropyWithLogits: 'Binary cross-entropy of scores',
  meanSquaredError: 'Mean squared error',
  meanAbsoluteError: 'Mean absolute error',
  huber: 'Huber',
};

/** The settings of an optimizer, as a menu starts it: some have no step size of their own. */
export const optimizerStart = (kind: BuiltInOptimizer): object =>
  optimizerKinds[kind].stepSize === undefined ? { stepSize: 0.1 } : {};

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

/** The labels of numbers whose key alone does not say enough. */
const NUMBERS: Readonly<Record<string, string>> = {
  samples: 'Points',
  centers: 'Classes',
  std: 'Standard deviation',
  targetShift: 'Targets below (rows)',
  test: 'Held out (share)',
  sigmaW: 'σ of weights',
  sigmaB: 'σ of biases',
  every: 'Every (steps)',
  final: 'Final share',
  warmup: 'Warm-up (steps)',
};

export const numberName = (key: string): string => NUMBERS[key] ?? labelOf(key);
