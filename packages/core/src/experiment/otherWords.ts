/** The one table of words that other programs and people use for things with another name here. */

/** Synonyms by our name. Capitals, `_`, `-` and spaces do not count. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  activation: ['nonlinearity', 'activationFunction', 'act'],
  batch: ['batchSize', 'miniBatch'],
  beta1: ['b1'],
  beta2: ['b2'],
  bias: ['useBias'],
  categorical: ['encode', 'encoding', 'oneHot', 'getDummies'],
  centers: ['classes', 'clusters'],
  classification: ['classes', 'classifier', 'labels'],
  crossEntropy: [
    'ce',
    'categoricalCrossentropy',
    'sparseCategoricalCrossentropy',
    'softmax',
    'logLoss',
    'nll',
  ],
  dropout: ['dropoutRate', 'dropProb', 'pDrop'],
  every: ['interval', 'logEvery'],
  features: ['inputs', 'columns', 'x'],
  file: ['path', 'csv', 'fileName', 'source'],
  from: ['min', 'start', 'low', 'lower'],
  to: ['max', 'stop', 'end', 'high', 'upper'],
  count: ['num', 'n', 'points', 'size'],
  list: ['values', 'choices', 'options', 'grid'],
  glorotNormal: ['xavier', 'xavierNormal', 'glorot'],
  glorotUniform: ['xavierUniform'],
  gradient: ['gradients', 'grad', 'grads'],
  heNormal: ['he', 'kaiming', 'kaimingNormal', 'msra'],
  heUniform: ['kaimingUniform'],
  lecunNormal: ['lecun'],
  hidden: ['layers', 'hiddenLayers', 'units', 'widths', 'hiddenSizes', 'hiddenLayerSizes'],
  identity: ['linear', 'skip', 'resnet'],
  none: ['no', 'off', 'null'],
  init: ['initializer', 'initialization', 'kernelInitializer', 'weightInit'],
  kind: ['type', 'name', 'method', 'class'],
  l2: ['weightDecay', 'regularization', 'lambda', 'wd', 'l2Penalty'],
  binaryCrossEntropy: ['bce', 'bceLoss', 'binaryCrossentropy'],
  binaryCrossEntropyWithLogits: ['bceWithLogits', 'bceWithLogitsLoss', 'sigmoidCrossEntropy'],
  huber: ['smoothL1', 'huberLoss'],
  meanAbsoluteError: ['mae', 'l1Loss', 'l1'],
  meanSquaredError: ['mse', 'mseLoss', 'l2Loss'],
  momentum: ['sgdMomentum'],
  networks: ['model', 'models', 'network', 'nets'],
  normalization: ['norm', 'normalize', 'batchNormalization'],
  precision: ['dtype'],
  record: ['log', 'logging'],
  regression: ['values', 'numeric', 'continuous'],
  residual: ['skip', 'skipConnections', 'resnet', 'shortcut'],
  samples: ['n', 'nSamples', 'points'],
  schedule: ['scheduler', 'lrSchedule', 'lrScheduler'],
  seed: ['randomState', 'randomSeed'],
  sigmoid: ['logistic'],
  silu: ['swish'],
  standardize: ['normalize', 'scale', 'standardScaler'],
  std: ['stddev', 'sigma', 'scale'],
  stepSize: ['lr', 'learningRate', 'eta', 'alpha', 'rate'],
  steps: ['epochs', 'iterations', 'maxIter', 'updates', 'nSteps', 'maxSteps'],
  table: ['csv', 'file', 'dataframe', 'npz', 'parquet'],
  target: ['label', 'labels', 'y', 'targets', 'targetColumn'],
  test: ['testSize', 'testSplit', 'validation', 'validationSplit', 'holdOut', 'split'],
  training: ['train', 'fit', 'trainer'],
};

/** A foreign word at some place, with what to write there instead. */
export interface BroughtWord {
  /** The path of the mapping without list indices, such as `training.optimizer`. */
  readonly place: string;
  /** Keys that the mapping does not have; if missing, the value at the place is wrong. */
  readonly keys?: readonly string[];
  /** Whether it is this value; if missing, any value is. */
  readonly value?: (value: unknown) => boolean;
  /** Applies only if the violated rule matches. */
  readonly rule?: RegExp;
  /**
   * The correct form; undefined if there is no hint for this value. `siblings` is the mapping that has the
   * key.
   */
  readonly hint: (value: unknown, siblings: Readonly<Record<string, unknown>>) => string | undefined;
  /** The key that the hint names, so that its absence need not be reported as well. */
  readonly names?: string;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
const or = (value: unknown, other: number): number => (isNumber(value) ? value : other);
const write = (text: string) => `write ${text}`;

/** Ways to write the step size. */
const STEP_SIZES = ['lr', 'learningRate', 'learning_rate', 'stepSize', 'step_size', 'eta'];

/**
 * Searched in order; the first match is reported. Other words are searched for among {@link SYNONYMS} and
 * similar names.
 */
export const BROUGHT_WORDS: readonly BroughtWord[] = [
  {
    place: 'training',
    keys: STEP_SIZES,
    hint: (value, { optimizer }) => {
      const kind = isText(optimizer) ? optimizer : 'sgd';
      return write(`optimizer: { kind: ${kind}, stepSize: ${or(value, 0.1)} }`);
    },
    names: 'optimizer',
  },
  {
    place: 'training',
    keys: ['epochs', 'epoch', 'maxEpochs', 'nEpochs', 'numEpochs'],
    hint: () => 'write steps: an epoch is as many steps as the rows hold batches, 1 if batch is full',
    names: 'steps',
  },
  {
    place: 'training',
    keys: ['clipNorm', 'gradClip', 'gradientClip', 'gradientClipping', 'maxNorm', 'maxGradNorm'],
    hint: value => write(`clip: { norm: ${or(value, 1)} }`),
  },
  { place: 'training', keys: ['clipValue'], hint: value => write(`clip: { value: ${or(value, 1)} }`) },
  {
    place: 'training',
    keys: ['momentum', 'nesterov'],
    hint: () => write('optimizer: { kind: momentum, stepSize: 0.1, momentum: 0.9 }'),
  },
  { place: 'training.clip', value: isNumber, hint: value => write(`clip: { norm: ${value} }`) },
  {
    place: 'training.clip',
    keys: ['kind', 'type', 'max', 'maxNorm', 'threshold', 'by'],
    hint: () => write('clip: { norm: 1 }, or clip: { value: 1 }'),
  },
  {
    place: 'training.optimizer',
    rule: /^a mapping/,
    value: isText,
    hint: kind =>
      write(`optimizer: { kind: ${kind}${/adam|prop|adagrad/i.test(`${kind}`) ? '' : ', stepSize: 0.1'} }`),
  },
  {
    place: 'training.schedule',
    rule: /^a mapping/,
    value: isText,
    hint: kind => write(`schedule: { kind: ${kind} }`),
  },
  {
    place: 'training.optimizer',
    keys: ['momentum', 'beta', 'mu'],
    hint: (value, { stepSize }) =>
      write(`{ kind: momentum, stepSize: ${or(stepSize, 0.1)}, momentum: ${or(value, 0.9)} }`),
  },
  {
    place: 'training.optimizer',
    keys: ['nesterov'],
    hint: (_, { stepSize, momentum }) =>
      write(`{ kind: nesterov, stepSize: ${or(stepSize, 0.1)}, momentum: ${or(momentum, 0.9)} }`),
  },
  {
    place: 'training.optimizer',
    keys: ['weightDecay', 'weight_decay', 'l2', 'wd'],
    hint: (value, { kind }) =>
      kind === 'adam'
        ? `kind: adamw takes weightDecay; or write training.l2: ${or(value, 0.01)}`
        : write(`training.l2: ${or(value, 0.001)}`),
  },
  { place: 'training.schedule', keys: ['gamma', 'decay'], hint: () => write('factor') },
  { place: 'training.schedule', keys: ['stepSize', 'step_size', 'period'], hint: () => write('every') },
  {
    place: 'networks.residual',
    value: value => typeof value === 'boolean',
    hint: value => write(value ? 'identity' : 'none'),
  },
  {
    place: 'networks.hidden.residual',
    value: value => typeof value === 'boolean',
    hint: value => write(value ? 'identity' : 'none'),
  },
  {
    place: 'networks.output',
    value: isText,
    rule: /^a mapping/,
    hint: kind => write(`output: { activation: ${kind} }`),
  },
  {
    place: 'networks',
    keys: ['outputActivation', 'output_activation', 'finalActivation', 'lastActivation'],
    hint: kind => write(`output: { activation: ${isText(kind) ? kind : 'sigmoid'} }`),
  },
  {
    place: 'networks.normalization',
    value: value => typeof value === 'boolean',
    hint: value => write(value ? 'batch or layer' : 'none'),
  },
  {
    place: 'networks',
    keys: ['batchNorm', 'batch_norm', 'batchNormalization', 'bn'],
    hint: () => write('normalization: batch'),
  },
  { place: 'networks', keys: ['layerNorm', 'layer_norm', 'ln'], hint: () => write('normalization: layer') },
  {
    place: 'networks',
    keys: ['skip', 'skipConnections', 'resnet', 'shortcut'],
    hint: () => write('residual: identity'),
  },
  {
    place: 'networks',
    keys: ['depth', 'width', 'numLayers', 'nLayers', 'hiddenSize', 'hiddenDim'],
    hint: () => write('hidden: { layers: 3, width: 50 }'),
    names: 'hidden',
  },
  {
    place: 'networks',
    keys: ['std', 'sigma'],
    hint: value => write(`init: { kind: normal, std: ${or(value, 0.1)} }`),
  },
  {
    place: 'networks',
    rule: /^a list/,
    value: value => !Array.isArray(value),
    hint: () => 'begin each network with a dash: - { name: … }',
  },
  { place: 'networks.hidden', rule: /^a list/, value: isNumber, hint: value => write(`hidden: [${value}]`) },
  { place: 'data', rule: /^a mapping/, value: isText, hint: kind => write(`data: { kind: ${kind} }`) },
  {
    place: 'record.probes',
    value: isText,
    rule: /^a list/,
    hint: probe => write(`probes: [${probe}]`),
  },
  {
    place: '',
    keys: [
      'epochs',
      'steps',
      'batchSize',
      'batch',
      'loss',
      'optimizer',
      'l2',
      'clip',
      'schedule',
      ...STEP_SIZES,
    ],
    hint: () => 'it belongs under training',
  },
  {
    place: '',
    keys: ['hidden', 'layers', 'activation', 'init', 'dropout', 'normalization'],
    hint: () => 'it belongs to a network: networks: [{ name: … }]',
  },
  { place: '', keys: ['probes', 'every'], hint: () => 'it belongs under record' },
  { place: 'sweep.axes.range', keys: ['log', 'logarithmic'], hint: () => write('scale: log') },
  {
    place: 'sweep.axes',
    keys: ['from', 'to', 'min', 'max', 'start', 'stop', 'count', 'scale'],
    hint: () => write('range: { from: 0.01, to: 1, count: 5, scale: log }'),
  },
  {
    place: 'sweep.axes',
    keys: ['key', 'parameter', 'param', 'setting'],
    hint: () => write('path'),
    names: 'path',
  },
];
