import type { ImportedRun } from '../../log/importedRun.ts';

/** A change that may help, in words, and for which networks it makes sense (all, if missing). */
export interface Suggestion {
  readonly text: string;
  readonly fits?: (run: ImportedRun) => boolean;
}

const activationsOf = ({ layers, detail }: ImportedRun): string[] =>
  [
    ...layers.map(({ activation }) => activation ?? ''),
    ...(detail?.modules ?? []).map(({ kind }) => kind),
  ].map(kind => kind.toLowerCase());

const uses =
  (word: string) =>
  (run: ImportedRun): boolean => {
    const known = activationsOf(run).filter(Boolean);
    return known.length === 0 || known.some(kind => kind.includes(word));
  };

const usesAdam = ({ detail }: ImportedRun): boolean =>
  /^(?:adam|nadam|adamax)/i.test(detail?.optimizer?.kind ?? '');

export const INIT: Suggestion = {
  text: 'start the weights for the activation: He for ReLU, orthogonal with gain 1 for tanh and near 4 for sigmoid',
};
export const NORMALIZE: Suggestion = {
  text: 'normalize between the layers (batch or layer normalization)',
  fits: run => !activationsOf(run).some(kind => kind.includes('norm')),
};
export const SKIP: Suggestion = { text: 'add skip connections' };
const RECURRENT = /(?:^|[./])weight_hh_l\d/;
/**
 * If gradients were logged that could not be read, the loss alone does not show in which direction the step
 * size is wrong.
 */
const hasReadGradients = ({ orderKnown, hasUnreadGradients, series, layers, detail }: ImportedRun): boolean =>
  orderKnown !== false &&
  // Gradients by layer do not show those through time.
  !(layers.some(({ name }) => RECURRENT.test(name)) && Object.keys(detail?.time ?? {}).length === 0) &&
  !(hasUnreadGradients && !Object.keys(series).some(name => name.startsWith('grad_')));
export const SMALLER_STEPS: Suggestion = {
  text: 'take steps 10 to 100 times smaller',
  fits: hasReadGradients,
};
export const LARGER_STEPS: Suggestion = { text: 'take steps 10 to 100 times larger', fits: hasReadGradients };
export const CLIP: Suggestion = { text: 'clip the norm of the gradient' };
export const STANDARDIZE: Suggestion = { text: 'standardize the inputs' };
export const SCALE_TARGETS: Suggestion = {
  text: 'standardize the targets, and undo it in what the network answers',
};
export const ADAM: Suggestion = {
  text: 'use Adam, which gives every weight its own step size',
  fits: run => !usesAdam(run),
};
export const LEAKY: Suggestion = { text: 'use leaky ReLU, which is never wholly off', fits: uses('relu') };
export const UNSQUASH: Suggestion = { text: 'use ReLU or tanh instead of sigmoid', fits: uses('sigmoid') };
export const GATE: Suggestion = {
  text: 'use an LSTM or a GRU, whose cells carry the gradient through time',
  fits: ({ detail }) => !detail?.modules.some(({ kind }) => /^(?:LSTM|GRU)/.test(kind)),
};
export const ORTHOGONAL: Suggestion = {
  text: 'start the recurrent weights orthogonal, and the forget gate’s bias at 1',
};
export const SHORTER: Suggestion = { text: 'go back through fewer time steps' };
