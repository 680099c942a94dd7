import { mapStepSize } from '../../training/optimizer/stepSize.ts';
import { experimentChange } from '../change.ts';
import type { Remedy } from './remedy.ts';

/** Adam's step size as a remedy: between its default and the largest that shallow networks train with. */
const ADAM_STEP = 0.003;
const CLIP_NORM = 1;
const DEFAULT_EPSILON = 1e-8;
/** Factor by which a network is trained longer, to see whether it only needs time. */
const LONGER = 5;

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

export const smallerSteps = [0.1, 0.01, 0.001].map(stepSize);
export const largerSteps = [10, 100, 1000, 1e4].map(stepSize);

export const adam: Remedy = experiment => {
  if (['adam', 'adamw'].includes(experiment.training.optimizer.kind)) return undefined;
  return experimentChange(experiment, `optimizer: adam, stepSize ${ADAM_STEP}`, ['stepSize'], {
    training: {
      ...experiment.training,
      optimizer: { kind: 'adam', stepSize: ADAM_STEP, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
  });
};

export const adamDefaults: Remedy = experiment => {
  const { optimizer } = experiment.training;
  if (!('epsilon' in optimizer) || optimizer.epsilon <= DEFAULT_EPSILON) return undefined;
  return experimentChange(experiment, `optimizer.epsilon: ${DEFAULT_EPSILON}`, ['stepSize'], {
    training: { ...experiment.training, optimizer: { ...optimizer, epsilon: DEFAULT_EPSILON } },
  });
};

/** Trains for longer, for a network that learns slowly. */
export const moreSteps: Remedy = experiment => {
  const steps = experiment.training.steps * LONGER;
  return experimentChange(experiment, `steps: ${steps}`, ['duration'], {
    training: { ...experiment.training, steps },
  });
};

/** Clips the gradient, or stops clipping it. */
export const clip: Remedy = experiment => {
  const { clip: own, ...training } = experiment.training;
  return own
    ? experimentChange(experiment, 'clip: none', ['stepSize'], { training })
    : experimentChange(experiment, `clip: norm ${CLIP_NORM}`, ['stepSize'], {
        training: { ...training, clip: { norm: CLIP_NORM } },
      });
};

export const unclip: Remedy = experiment => (experiment.training.clip ? clip(experiment, 0) : undefined);

export const constantSchedule: Remedy = experiment =>
  experiment.training.schedule.kind === 'constant' && experiment.training.schedule.warmup === 0
    ? undefined
    : experimentChange(experiment, 'schedule: constant', ['stepSize'], {
        training: { ...experiment.training, schedule: { kind: 'constant', warmup: 0 } },
      });

export const noPenalty: Remedy = experiment =>
  experiment.training.l2 === 0
    ? undefined
    : experimentChange(experiment, 'l2: 0', ['weightScale'], { training: { ...experiment.training, l2: 0 } });

export const float64: Remedy = experiment =>
  experiment.precision === 'float64'
    ? undefined
    : experimentChange(experiment, 'precision: float64', ['precision'], { precision: 'float64' });

/** Share of the steps in which the step size grows. */
const WARM_UP = 0.1;

/** Source: Goyal et al. 2017, section 2.2; Xiong et al. 2020 for transformers with the normalization last. */
export const warmUp: Remedy = experiment => {
  const { schedule, steps } = experiment.training;
  const warmup = Math.max(1, Math.round(WARM_UP * steps));
  if (schedule.warmup >= warmup) return undefined;
  return experimentChange(experiment, `schedule.warmup: ${warmup}`, ['stepSize', 'weightScale'], {
    training: { ...experiment.training, schedule: { ...schedule, warmup } },
  });
};
