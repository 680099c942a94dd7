import type { Experiment, InitSettings, NetworkSettings } from 'gradscope';
import { FormatError } from './formatError.ts';

const FEATURES = 2;
/** Losses that a script prints, about. */
const PRINTED = 50;

/** What each activation is in a script: φ(z), and φ′ in terms of h = φ(z). */
const ACTIVATIONS: Readonly<Record<string, readonly [forward: string, slope: string]>> = {
  sigmoid: ['1 / (1 + np.exp(-z))', 'h * (1 - h)'],
  tanh: ['np.tanh(z)', '1 - h * h'],
  relu: ['np.maximum(0, z)', 'h > 0'],
  identity: ['z', 'np.ones_like(h)'],
};

/** The variance of weights by the kind of their start, of fanIn and fanOut. */
const VARIANCES: Readonly<Record<string, (fanIn: number, fanOut: number) => number>> = {
  glorot: (fanIn, fanOut) => 2 / (fanIn + fanOut),
  he: fanIn => 2 / fanIn,
  lecun: fanIn => 1 / fanIn,
};

/** One layer of a network: `activation` is undefined for the affine output layer. */
interface ScriptLayer {
  readonly fanIn: number;
  readonly fanOut: number;
  readonly activation: NetworkSettings['activation'] | undefined;
  readonly init: InitSettings;
}

/**
 * A Python script that needs only NumPy, trains the networks of an experiment from the same seed, and prints the same
 * losses, about 50 of each network: of the 2016 notebook's experiment, what the notebook printed.
 *
 * It covers spiral data, dense layers of sigmoid, tanh, relu or no activation, weights drawn from one normal or uniform
 * distribution a layer (or constant, zero, identity), and plain gradient descent on all rows, with or without `l2`.
 *
 * @throws FormatError that names everything in the experiment that it does not cover
 */
export function writeNumpyScript(experiment: Experiment): string {
  const beyond = beyondScript(experiment);
  if (beyond.length > 0) throw new FormatError(`NumPy script: ${beyond.join('; ')}`);
  const { seed, networks, training } = experiment;
  const layers = networks.flatMap(network => layersOf(network, classesOf(experiment)));
  const kinds = new Set(layers.flatMap(({ activation }) => activation?.kind ?? []));
  return [
    HEAD,
    constants({
      SEED: seed,
      STEPS: training.steps,
      STEP_SIZE: training.optimizer.stepSize as number,
      L2: training.l2,
      PRINT_EVERY: Math.max(1, Math.floor(training.steps / PRINTED)),
    }),
    'random = np.random.RandomState(SEED)\n',
    dataPart(experiment),
    [...kinds].sort().map(activationPart).join(''),
    networkPart(networks, classesOf(experiment)),
    TRAINING,
  ].join('\n');
}

/** What of an experiment the script does not cover, each as `path: expected <what it covers>, got <what is there>`. */
function beyondScript({ data, networks, training, precision }: Experiment): string[] {
  const { optimizer, schedule, clip, batch, loss } = training;
  const isConstant = schedule.kind === 'constant' && schedule.warmup === 0;
  return [
    ...unlike('data.kind', 'spiral', data.kind),
    ...networks.flatMap(beyondNetwork),
    ...unlike('training.optimizer.kind', 'sgd', optimizer.kind),
    ...unlike(
      'training.optimizer.stepSize',
      'one number',
      typeof optimizer.stepSize === 'number' ? undefined : `a list of ${optimizer.stepSize.length}`,
    ),
    ...unlike('training.schedule', 'a constant step size', isConstant ? undefined : schedule.kind),
    ...unlike('training.clip', 'none', clip && JSON.stringify(clip)),
    ...unlike('training.batch', 'full', batch),
    ...unlike('training.loss', 'crossEntropy', loss),
    ...unlike('precision', 'float64', precision),
  ];
}

function beyondNetwork(network: NetworkSettings, index: number): string[] {
  const { normalization, residual, dropout, bias, parameterization } = network;
  const place = `networks[${index}]`;
  const names = Object.keys(ACTIVATIONS);
  // Whether a layer is covered does not depend on its size.
  const layers = layersOf(network, 1);
  const activation = layers.find(layer => layer.activation && !names.includes(layer.activation.kind));
  const init = layers.find(layer => drawText(layer) === undefined);
  return [
    ...unlike(`${place}.activation`, names.join(', '), activation?.activation?.kind),
    ...unlike(`${place}.init`, 'weights drawn from one distribution', init?.init.kind),
    ...unlike(`${place}.normalization`, 'none', normalization),
    ...unlike(`${place}.residual`, 'none', residual),
    ...unlike(`${place}.dropout`, '0', dropout === 0 ? undefined : dropout),
    ...unlike(`${place}.bias`, 'true', bias ? undefined : 'false'),
    ...unlike(`${place}.parameterization`, 'standard', parameterization),
  ];
}

function unlike(path: string, covered: string, got: string | number | undefined): string[] {
  return got === undefined || got === covered ? [] : [`${path}: expected ${covered}, got ${got}`];
}

function classesOf({ data }: Experiment): number {
  return data.kind === 'spiral' ? data.classes : 1;
}

function layersOf({ hidden, activation, init }: NetworkSettings, classes: number): ScriptLayer[] {
  let fanIn = FEATURES;
  const layers = hidden.map(layer => {
    const own = typeof layer === 'number' ? { width: layer } : layer;
    const made = {
      fanIn,
      fanOut: own.width,
      activation: own.activation ?? activation,
      init: own.init ?? init,
    };
    fanIn = own.width;
    return made;
  });
  return [...layers, { fanIn, fanOut: classes, activation: undefined, init }];
}

/** The expression that draws a layer's weights; undefined for a start that a script does not cover. */
function drawText({ init, fanIn, fanOut }: ScriptLayer): string | undefined {
  const shape = `(${fanIn}, ${fanOut})`;
  const normal = (std: number) => `random.normal(0, ${std}, ${shape})`;
  const uniform = (limit: number) => `random.uniform(-${limit}, ${limit}, ${shape})`;
  switch (init.kind) {
    case 'normal':
      return normal(init.std);
    case 'uniform':
      return uniform(init.limit);
    case 'constant':
      return `np.full(${shape}, ${init.value}, dtype=float)`;
    case 'zeros':
      return `np.zeros(${shape})`;
    case 'identity':
      return `np.eye(${fanIn}, ${fanOut})`;
    case 'kerasDefault':
      return uniform(Math.sqrt(3 * VARIANCES.glorot!(fanIn, fanOut)));
  }
  const [, family = '', kind] = /^(glorot|he|lecun)(Normal|Uniform)$/.exec(init.kind) ?? [];
  const variance = VARIANCES[family]?.(fanIn, fanOut);
  if (variance === undefined) return undefined;
  return kind === 'Normal' ? normal(Math.sqrt(variance)) : uniform(Math.sqrt(3 * variance));
}

const HEAD = `# Trains the networks of a Gradscope experiment with NumPy alone, from the same seed, and prints the same losses.
# All random numbers come from one stream: the data first, then each network, layer by layer.
import numpy as np
`;

function constants(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

function dataPart({ data }: Experiment): string {
  if (data.kind !== 'spiral') return '';
  return `
${constants({ POINTS: data.pointsPerClass, CLASSES: data.classes, NOISE: data.noise })}
X = np.zeros((POINTS * CLASSES, 2))
y = np.repeat(np.arange(CLASSES), POINTS)
for j in range(CLASSES):
    r = np.linspace(0, 1, POINTS)
    t = np.linspace(4 * j, 4 * (j + 1), POINTS) + random.normal(0, NOISE, POINTS)
    X[y == j] = np.c_[r * np.sin(t), r * np.cos(t)]
`;
}

/** φ and φ′ as a pair. */
function activationPart(kind: string): string {
  const [forward, slope] = ACTIVATIONS[kind]!;
  return `${kind} = (lambda z: ${forward}, lambda h: ${slope})\n`;
}

function networkPart(networks: readonly NetworkSettings[], classes: number): string {
  const entries = networks.map(network => {
    const layers = layersOf(network, classes).map(
      layer => `        (${drawText(layer)}, ${layer.activation?.kind ?? 'None'}),\n`,
    );
    return `    (${JSON.stringify(network.name)}, [\n${layers.join('')}    ]),\n`;
  });
  return `
# Name, and of each layer its weights and its activation: the output layer has none. Biases start at 0.
networks = [
${entries.join('')}]
`;
}

const TRAINING = `
def forward(layers, biases):
    """The outputs of every layer, the input first."""
    h = [X]
    for (W, activation), b in zip(layers, biases):
        z = h[-1] @ W + b
        h.append(activation[0](z) if activation else z)
    return h


def train(layers):
    n = len(X)
    biases = [np.zeros(W.shape[1]) for W, _ in layers]
    for step in range(STEPS):
        h = forward(layers, biases)
        scores = h[-1] - h[-1].max(axis=1, keepdims=True)
        probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        if step % PRINT_EVERY == 0:
            data_loss = -np.log(probabilities[range(n), y]).mean()
            loss = data_loss + 0.5 * L2 * sum((W * W).sum() for W, _ in layers)
            print('iteration %d: loss %f' % (step, loss))

        signal = probabilities
        signal[range(n), y] -= 1
        signal /= n
        for l in reversed(range(len(layers))):
            W, _ = layers[l]
            dW, db = h[l].T @ signal, signal.sum(axis=0)
            if l > 0:
                signal = (signal @ W.T) * layers[l - 1][1][1](h[l])
            W -= STEP_SIZE * (dW + L2 * W)
            biases[l] -= STEP_SIZE * db
    predicted = forward(layers, biases)[-1].argmax(axis=1)
    print('training accuracy: %.2f' % (predicted == y).mean())


for name, layers in networks:
    print(name)
    train(layers)
`;
