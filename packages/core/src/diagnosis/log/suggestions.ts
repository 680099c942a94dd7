import type { ImportedRun } from '../../log/importedRun.ts';
import type { Cause } from '../cause.ts';
import type { Symptom, SymptomKind } from '../symptom.ts';

/** A change that may help, in words, and for which networks it makes sense (all, if missing). */
interface Suggestion {
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

const INIT: Suggestion = {
  text: 'start the weights for the activation: He for ReLU, orthogonal with gain 1 for tanh and near 4 for sigmoid',
};
const NORMALIZE: Suggestion = {
  text: 'normalize between the layers (batch or layer normalization)',
  fits: run => !activationsOf(run).some(kind => kind.includes('norm')),
};
const SKIP: Suggestion = { text: 'add skip connections' };
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
const SMALLER_STEPS: Suggestion = { text: 'take steps 10 to 100 times smaller', fits: hasReadGradients };
const LARGER_STEPS: Suggestion = { text: 'take steps 10 to 100 times larger', fits: hasReadGradients };
const CLIP: Suggestion = { text: 'clip the norm of the gradient' };
const STANDARDIZE: Suggestion = { text: 'standardize the inputs' };
const SCALE_TARGETS: Suggestion = {
  text: 'standardize the targets, and undo it in what the network answers',
};
const ADAM: Suggestion = {
  text: 'use Adam, which gives every weight its own step size',
  fits: run => !usesAdam(run),
};
const LEAKY: Suggestion = { text: 'use leaky ReLU, which is never wholly off', fits: uses('relu') };
const UNSQUASH: Suggestion = { text: 'use ReLU or tanh instead of sigmoid', fits: uses('sigmoid') };
const GATE: Suggestion = { text: 'use an LSTM or a GRU, whose cells carry the gradient through time' };
const ORTHOGONAL: Suggestion = {
  text: 'start the recurrent weights orthogonal, and the forget gate’s bias at 1',
};
const SHORTER: Suggestion = { text: 'go back through fewer time steps' };

/** The remedies for each symptom, the most direct first. */
const OF_SYMPTOM: Readonly<Partial<Record<SymptomKind, readonly Suggestion[]>>> = {
  derivative: [
    {
      text: 'keep the operation away from points without a derivative: √(x + ε), log(x + ε), division by at least ε',
    },
    { text: 'neither clipping nor smaller steps help: the gradient is not finite before them' },
  ],
  precision: [
    { text: 'keep the weights and the optimizer’s moments in float32, or its ε above 1e-4 in float16' },
  ],
  accumulating: [{ text: 'call optimizer.zero_grad() before each backward pass' }],
  imbalanced: [
    { text: 'take smaller steps, or fewer, for the network that has won' },
    { text: 'give the loss scores instead of probabilities, so that it does not go flat' },
  ],
  mismatch: [
    { text: 'check that each target belongs to its input: shuffle both in one order, join tables by a key' },
    {
      text: 'if the targets are right, they are mostly noise to these inputs: look for inputs that say more',
    },
  ],
  badlyScaled: [STANDARDIZE, NORMALIZE],
  targetScale: [SCALE_TARGETS, LARGER_STEPS],
  output: [
    { text: 'leave the output layer without activation, and give its values to a loss that takes scores' },
  ],
  symmetric: [{ text: 'draw the start of the weights at random' }],
  dead: [SMALLER_STEPS, INIT, LEAKY],
  saturated: [INIT, STANDARDIZE, SMALLER_STEPS, NORMALIZE],
  exploding: [INIT, NORMALIZE, CLIP, SMALLER_STEPS],
  vanishing: [INIT, NORMALIZE, SKIP, UNSQUASH, { text: 'take fewer layers' }],
  diverged: [SMALLER_STEPS, CLIP, ADAM],
  oscillating: [SMALLER_STEPS, ADAM],
  underflow: [{ text: 'compute in float32 or float64, or scale the loss' }, INIT, NORMALIZE],
  collapsed: [{ text: 'check the output layer and its loss' }, SMALLER_STEPS],
  stalled: [LARGER_STEPS, ADAM, { text: 'check that targets belong to their inputs' }],
};

const THROUGH_TIME: Readonly<Partial<Record<SymptomKind, readonly Suggestion[]>>> = {
  exploding: [CLIP, GATE, ORTHOGONAL, SHORTER],
  vanishing: [GATE, ORTHOGONAL, SHORTER],
};

/** Changes worth a try on this run, each once: first those against the first symptom. */
export function suggestionsFor(
  symptoms: readonly Symptom[],
  causes: readonly Cause[],
  run: ImportedRun,
): string[] {
  const all = symptoms
    .flatMap(({ kind, axis }) => (axis === 'time' ? THROUGH_TIME : OF_SYMPTOM)[kind] ?? [])
    .filter(({ fits }) => fits?.(run) ?? true);
  const byWeights = causes.some(({ kind }) => kind === 'weightScale');
  const bySlope = causes.some(({ kind }) => kind === 'activationSlope');
  // If the ledger shows that only the slope loses the signal, changing the weights is a detour.
  const opposite = all.includes(SMALLER_STEPS) && all.includes(LARGER_STEPS);
  const later = all.indexOf(SMALLER_STEPS) < all.indexOf(LARGER_STEPS) ? LARGER_STEPS : SMALLER_STEPS;
  const detour = bySlope && !byWeights && all.includes(INIT);
  const agreeing = opposite ? all.filter(one => one !== later) : all;
  const ordered = detour ? [...agreeing.filter(one => one !== INIT), INIT] : agreeing;
  return [...new Set(ordered.map(({ text }) => text))];
}
