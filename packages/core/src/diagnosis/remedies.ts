import { hiddenSettings } from '../experiment/layers.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';
import { activationOf } from '../network/activation/index.ts';
import type { InitSettings } from '../network/initializer/index.ts';
import { criticalPoint } from '../theory/criticalPoint.ts';
import { mapStepSize } from '../training/optimizer/stepSize.ts';
import { type Change, experimentChange, networkChange } from './change.ts';
import { type DataPart, withScaled } from './dataScale.ts';
import { withPlainOutput } from './outputFit.ts';
import type { Symptom, SymptomKind } from './symptom.ts';
import { alignTargets } from './targetShift.ts';

/** A change of a kind, made for an experiment; undefined if it would change nothing or does not fit. */
type Remedy = (experiment: Experiment, index: number) => Change | undefined;

/** A change, and how to make it on top of another. */
export interface Candidate {
  readonly change: Change;
  readonly remedy: Remedy;
}

/** At most so many are tried. */
const MOST = 10;
/** Of Adam as a remedy: between its default and what shallow networks bear. */
const ADAM_STEP = 0.003;
const CLIP_NORM = 1;
const DEFAULT_EPSILON = 1e-8;
/** How many times longer a network is trained to see whether it only takes time. */
const LONGER = 5;
/** Of the changes that do best alone, so many are tried together, two at a time, … */
const MOST_PAIRED = 6;
/** … of which so many may remove the same causes: two step sizes are one change, … */
const MOST_ALIKE = 2;
/** … and so many pairs of them. */
const MOST_PAIRS = 8;

/** What a hidden layer may have of its own. */
type Own = 'activation' | 'init' | 'normalization' | 'residual';

/** The hidden layers, none with this of its own, so that the network's counts. */
function withoutOwn({ hidden }: NetworkSettings, key: Own): NetworkSettings['hidden'] {
  return hidden.map(layer => {
    if (typeof layer === 'number' || layer[key] === undefined) return layer;
    const { [key]: _, ...others } = layer;
    return others;
  });
}

/** The orthogonal start whose gain is the σw at which the theory of this activation keeps the signal. */
function initFor({ networks }: Experiment, index: number): InitSettings {
  const { activation } = networks[index];
  const unit = activation.kind === 'maxout' ? activation : activationOf(activation);
  const gain = criticalPoint(unit, 0)?.sigmaW;
  if (gain === undefined) return { kind: 'heNormal' };
  return { kind: 'orthogonal', gain: Number(gain.toPrecision(3)) };
}

const init: Remedy = (experiment, index) => {
  const start = initFor(experiment, index);
  const hidden = withoutOwn(experiment.networks[index], 'init');
  const text = start.kind === 'orthogonal' ? `init: orthogonal, gain ${start.gain}` : `init: ${start.kind}`;
  return networkChange(experiment, index, text, ['weightScale', 'equalUnits'], { init: start, hidden });
};

const activation =
  (kind: 'relu' | 'tanh' | 'leakyRelu'): Remedy =>
  (experiment, index) => {
    const network = experiment.networks[index];
    const hidden = withoutOwn(network, 'activation');
    const own = network.hidden.some(layer => typeof layer !== 'number' && layer.activation);
    if (network.activation.kind === kind && !own) return undefined;
    const settings = kind === 'leakyRelu' ? { kind, slope: 0.1 } : { kind };
    const text = kind === 'leakyRelu' ? 'activation: leakyRelu, slope 0.1' : `activation: ${kind}`;
    return networkChange(experiment, index, text, ['activationSlope'], { activation: settings, hidden });
  };

const normalization =
  (kind: 'batch' | 'layer'): Remedy =>
  (experiment, index) =>
    hiddenSettings(experiment.networks[index]).every(({ normalization }) => normalization === kind) ||
    (kind === 'batch' && experiment.training.batch === 1)
      ? undefined
      : networkChange(experiment, index, `normalization: ${kind}`, ['weightScale', 'activationSlope'], {
          normalization: kind,
          hidden: withoutOwn(experiment.networks[index], 'normalization'),
        });

const residual: Remedy = (experiment, index) =>
  hiddenSettings(experiment.networks[index])
    .slice(1)
    .every(({ residual }) => residual === 'identity')
    ? undefined
    : networkChange(experiment, index, 'residual: identity', ['depth', 'weightScale', 'activationSlope'], {
        residual: 'identity',
        hidden: withoutOwn(experiment.networks[index], 'residual'),
      });

const fewerLayers: Remedy = (experiment, index) => {
  const { hidden } = experiment.networks[index];
  const count = Math.ceil(hidden.length / 3);
  if (count === hidden.length) return undefined;
  return networkChange(
    experiment,
    index,
    count === 1 ? 'hidden: the first layer' : `hidden: the first ${count} layers`,
    ['depth'],
    {
      hidden: hidden.slice(0, count),
    },
  );
};

const stepSize =
  (factor: number): Remedy =>
  experiment => {
    const { training } = experiment;
    const { optimizer } = training;
    const size = mapStepSize(optimizer.stepSize, own => Number((own * factor).toPrecision(3)));
    const text = `stepSize: ${typeof size === 'number' ? size : `[${size.join(', ')}]`}`;
    return experimentChange(experiment, text, ['stepSize'], {
      training: { ...training, optimizer: { ...optimizer, stepSize: size } },
    });
  };

const adam: Remedy = experiment => {
  if (['adam', 'adamw'].includes(experiment.training.optimizer.kind)) return undefined;
  return experimentChange(experiment, `optimizer: adam, stepSize ${ADAM_STEP}`, ['stepSize'], {
    training: {
      ...experiment.training,
      optimizer: { kind: 'adam', stepSize: ADAM_STEP, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
  });
};

const adamDefaults: Remedy = experiment => {
  const { optimizer } = experiment.training;
  if (!('epsilon' in optimizer) || optimizer.epsilon <= DEFAULT_EPSILON) return undefined;
  return experimentChange(experiment, `optimizer.epsilon: ${DEFAULT_EPSILON}`, ['stepSize'], {
    training: { ...experiment.training, optimizer: { ...optimizer, epsilon: DEFAULT_EPSILON } },
  });
};

/** Training goes on for longer; for what learns, and slowly. */
const moreSteps: Remedy = experiment => {
  const steps = experiment.training.steps * LONGER;
  return experimentChange(experiment, `steps: ${steps}`, ['duration'], {
    training: { ...experiment.training, steps },
  });
};

const clip: Remedy = experiment => {
  const { clip: own, ...training } = experiment.training;
  return own
    ? experimentChange(experiment, 'clip: none', ['stepSize'], { training })
    : experimentChange(experiment, `clip: norm ${CLIP_NORM}`, ['stepSize'], {
        training: { ...training, clip: { norm: CLIP_NORM } },
      });
};

const unclip: Remedy = experiment => (experiment.training.clip ? clip(experiment, 0) : undefined);

const constantSchedule: Remedy = experiment =>
  experiment.training.schedule.kind === 'constant' && experiment.training.schedule.warmup === 0
    ? undefined
    : experimentChange(experiment, 'schedule: constant', ['stepSize'], {
        training: { ...experiment.training, schedule: { kind: 'constant', warmup: 0 } },
      });

const noPenalty: Remedy = experiment =>
  experiment.training.l2 === 0
    ? undefined
    : experimentChange(experiment, 'l2: 0', ['weightScale'], { training: { ...experiment.training, l2: 0 } });

const scaled =
  (part: DataPart, setting: 'standardize' | 'standardizeTargets'): Remedy =>
  experiment => {
    const data = withScaled(experiment, [part])?.data;
    const cause = part === 'inputs' ? 'inputScale' : 'targetScale';
    if (!data || isSame(data, experiment.data)) return undefined;
    return experimentChange(experiment, `data.${setting}: true`, [cause], { data });
  };

const float64: Remedy = experiment =>
  experiment.precision === 'float64'
    ? undefined
    : experimentChange(experiment, 'precision: float64', ['precision'], { precision: 'float64' });

/** No activation at the output, and a loss that takes that. */
const plainOutput: Remedy = (experiment, index) => {
  const plain = withPlainOutput(experiment, index);
  if (!plain) return undefined;
  const { training, networks } = plain;
  const isLoss = training.loss !== experiment.training.loss;
  const { output } = networks[index];
  if (!isLoss) return networkChange(experiment, index, 'output.activation: identity', ['output'], { output });
  const own = experiment.networks[index].output;
  const text = `loss: ${training.loss}${own ? ', output.activation: identity' : ''}`;
  return experimentChange(experiment, text, ['output', 'loss'], { training, networks });
};

/** Probabilities for a loss that takes them. */
const sigmoidOutput: Remedy = (experiment, index) => {
  const { training, networks } = experiment;
  const activation = networks[index].output?.activation ?? 'identity';
  if (training.loss !== 'binaryCrossEntropy' || activation === 'sigmoid') return undefined;
  const output = { activation: 'sigmoid' as const };
  return networkChange(experiment, index, 'output.activation: sigmoid', ['output'], { output });
};

/** Cross-entropy of scores, for classes. */
const toCrossEntropy: Remedy = (experiment, index) => {
  const { training, networks } = experiment;
  if (training.loss === undefined || training.loss === 'crossEntropy') return undefined;
  const own = networks[index].output;
  const isPlain = own === undefined || own.activation === 'identity';
  const plain = networks.map((network, i) =>
    i === index && !isPlain ? { ...network, output: { activation: 'identity' as const } } : network,
  );
  const text = `loss: crossEntropy${isPlain ? '' : ', output.activation: identity'}`;
  return experimentChange(experiment, text, ['loss', 'output'], {
    training: { ...training, loss: 'crossEntropy' },
    networks: plain,
  });
};

/** Squared errors, whose gradient grows with them, in place of absolute ones. */
const toSquared: Remedy = experiment => {
  const { training } = experiment;
  if (training.loss !== 'meanAbsoluteError' && training.loss !== 'huber') return undefined;
  return experimentChange(experiment, 'loss: meanSquaredError', ['loss'], {
    training: { ...training, loss: 'meanSquaredError' },
  });
};

const [standardize, scaleTargets] = [
  scaled('inputs', 'standardize'),
  scaled('targets', 'standardizeTargets'),
];
const [batch, layer] = [normalization('batch'), normalization('layer')];
const [toRelu, toTanh] = [activation('relu'), activation('tanh')];
const smallerSteps = [0.1, 0.01, 0.001].map(stepSize);
const largerSteps = [10, 100, 1000, 1e4].map(stepSize);

/** What may help, the most direct first. */
const OF_SYMPTOM: Readonly<Partial<Record<SymptomKind, readonly Remedy[]>>> = {
  badlyScaled: [standardize, batch, layer, adam],
  targetScale: [scaleTargets, ...largerSteps.slice(0, 2), ...smallerSteps, moreSteps],
  output: [
    plainOutput,
    sigmoidOutput,
    toCrossEntropy,
    scaleTargets,
    toSquared,
    ...largerSteps.slice(0, 2),
    ...smallerSteps,
    adam,
  ],
  symmetric: [init],
  dead: [init, activation('leakyRelu'), ...smallerSteps, toTanh, batch, adam],
  saturated: [init, standardize, ...smallerSteps, batch, layer, adam],
  exploding: [init, batch, layer, clip, ...smallerSteps, adam],
  vanishing: [init, batch, layer, residual, toRelu, toTanh, noPenalty, adam, fewerLayers],
  diverged: [...smallerSteps, clip, adam, init, batch],
  oscillating: [...smallerSteps, adam, clip],
  underflow: [float64, init, batch, residual],
  stalled: [
    unclip,
    constantSchedule,
    noPenalty,
    adamDefaults,
    toCrossEntropy,
    toSquared,
    ...largerSteps,
    adam,
    moreSteps,
    ...smallerSteps,
    init,
  ],
};

/**
 * The single changes that may make a network with these symptoms train, each once: the first of each symptom, then the
 * second of each, and so on, so that of several symptoms each is treated. Where the targets do not belong to the inputs,
 * only what puts them in their place: an experiment that learns them by heart is not mended.
 */
export function remediesFor(
  experiment: Experiment,
  index: number,
  symptoms: readonly Symptom[],
  ofClasses: boolean,
): Candidate[] {
  const mismatch = symptoms.find(({ kind }) => kind === 'mismatch');
  if (mismatch) return targetsOf(experiment, mismatch);
  const lists = symptoms.map(({ kind }) =>
    (OF_SYMPTOM[kind] ?? []).flatMap(remedy => candidate(remedy, experiment, index)),
  );
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, i) => lists.flatMap(list => list[i] ?? [])).flat();
  const isFirst = ({ remedy }: Candidate, i: number) => turns.findIndex(one => one.remedy === remedy) === i;
  const fits = ({ remedy }: Candidate) => ofClasses || remedy !== toCrossEntropy;
  return turns.filter(isFirst).filter(fits).slice(0, MOST);
}

function candidate(remedy: Remedy, experiment: Experiment, index: number): Candidate[] {
  const change = remedy(experiment, index);
  return change ? [{ change, remedy }] : [];
}

/**
 * Two changes at once, the second made on top of the first, the most promising pairs first: only of changes that remove
 * different causes, and not those that come to one of the two alone.
 *
 * @param candidates the most promising first
 */
export function pairsOf(candidates: readonly Candidate[], index: number): Change[] {
  const causes = candidates.map(({ change }) => change.treats.join());
  const isNovel = (_: Candidate, i: number) =>
    causes.slice(0, i).filter(cause => cause === causes[i]).length < MOST_ALIKE;
  const best = candidates.filter(isNovel).slice(0, MOST_PAIRED);
  const places = best.flatMap((_, i) => best.slice(i + 1).map((_, k) => [i, i + 1 + k] as const));
  return places
    .sort((a, b) => a[0] + a[1] - (b[0] + b[1]))
    .flatMap(([i, j]) => togetherOf(best[i], best[j], index))
    .slice(0, MOST_PAIRS);
}

function togetherOf(first: Candidate, second: Candidate, index: number): Change[] {
  if (first.change.treats.join() === second.change.treats.join()) return [];
  const both = second.remedy(first.change.experiment, index);
  const isOne = [first, second].some(({ change }) => isSame(change.experiment, both?.experiment));
  return both && !isOne ? [pairOf(first.change, second.change, both.experiment)] : [];
}

function pairOf(first: Change, second: Change, experiment: Experiment): Change {
  const scopes = [first.scope, second.scope];
  return {
    text: `${first.text}, and ${second.text}`,
    scope: scopes.includes('experiment') ? 'experiment' : 'network',
    treats: [...new Set([...first.treats, ...second.treats])],
    experiment,
  };
}

/** Settings are plain data. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function targetsOf(experiment: Experiment, { evidence: { targetShift } }: Symptom): Candidate[] {
  const { data } = alignTargets(experiment, targetShift ?? null);
  if (data.kind !== 'table' || data === experiment.data) return [];
  const remedy: Remedy = () =>
    experimentChange(experiment, `data.targetShift: ${data.targetShift}`, ['targets'], { data });
  return candidate(remedy, experiment, 0);
}
