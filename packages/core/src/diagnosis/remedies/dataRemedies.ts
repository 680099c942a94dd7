import type { Experiment } from '../../experiment/schema.ts';
import { experimentChange, networkChange } from '../change.ts';
import { type DataPart, withScaled } from '../dataScale.ts';
import { withPlainOutput } from '../outputFit.ts';
import { alignTargets } from '../targetShift.ts';
import { type Candidate, candidate, isSame, type Remedy } from './remedy.ts';

const scaled =
  (part: DataPart, setting: 'standardize' | 'standardizeTargets'): Remedy =>
  experiment => {
    const data = withScaled(experiment, [part])?.data;
    const cause = part === 'inputs' ? 'inputScale' : 'targetScale';
    if (!data || isSame(data, experiment.data)) return undefined;
    return experimentChange(experiment, `data.${setting}: true`, [cause], { data });
  };

export const standardize = scaled('inputs', 'standardize');
export const scaleTargets = scaled('targets', 'standardizeTargets');

/** Removes the output's activation, and uses a loss that fits scores. */
export const plainOutput: Remedy = (experiment, index) => {
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

/** Makes probabilities for a loss of probabilities. */
export const sigmoidOutput: Remedy = (experiment, index) => {
  const { training, networks } = experiment;
  const activation = networks[index].output?.activation ?? 'identity';
  if (training.loss !== 'binaryCrossEntropy' || activation === 'sigmoid') return undefined;
  const output = { activation: 'sigmoid' as const };
  return networkChange(experiment, index, 'output.activation: sigmoid', ['output'], { output });
};

/** Takes the cross-entropy of scores, for classes. */
export const toCrossEntropy: Remedy = (experiment, index) => {
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

/** Squares the errors instead of taking their absolute values, so that the gradient grows with them. */
export const toSquared: Remedy = experiment => {
  const { training } = experiment;
  if (training.loss !== 'meanAbsoluteError' && training.loss !== 'huber') return undefined;
  return experimentChange(experiment, 'loss: meanSquaredError', ['loss'], {
    training: { ...training, loss: 'meanSquaredError' },
  });
};

/** Moves the targets to the inputs that they belong to. */
export function targetsOf(
  experiment: Experiment,
  { evidence: { targetShift } }: { evidence: Readonly<Record<string, number>> },
): Candidate[] {
  const { data } = alignTargets(experiment, targetShift ?? null);
  if (data.kind !== 'table' || data === experiment.data) return [];
  const remedy: Remedy = () =>
    experimentChange(experiment, `data.targetShift: ${data.targetShift}`, ['targets'], { data });
  return candidate(remedy, experiment, 0);
}
