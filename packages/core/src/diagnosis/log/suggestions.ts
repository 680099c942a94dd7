import type { Cause } from '../cause.ts';
import type { Symptom, SymptomKind } from '../symptom.ts';

const INIT =
  'start the weights for the activation: He for ReLU, orthogonal with gain 1 for tanh and near 4 for sigmoid';
const NORMALIZE = 'normalize between the layers (batch or layer normalization)';
const SKIP = 'add skip connections';
const SMALLER_STEPS = 'take steps 10 to 100 times smaller';
const CLIP = 'clip the norm of the gradient';
const STANDARDIZE = 'standardize the inputs';
const ADAM = 'use Adam, which gives every weight a step of its own size';

/** What helps against each symptom, the most direct first. Of the data and of equal units a log says nothing. */
const OF_SYMPTOM: Readonly<Partial<Record<SymptomKind, readonly string[]>>> = {
  dead: [INIT, 'use leaky ReLU', SMALLER_STEPS],
  saturated: [INIT, STANDARDIZE, SMALLER_STEPS, NORMALIZE],
  exploding: [INIT, NORMALIZE, CLIP, SMALLER_STEPS],
  vanishing: [INIT, NORMALIZE, SKIP, 'use ReLU or tanh in place of sigmoid', 'take fewer layers'],
  diverged: [SMALLER_STEPS, CLIP, ADAM],
  oscillating: [SMALLER_STEPS, ADAM],
  underflow: ['compute in float32 or float64, or scale the loss', INIT, NORMALIZE],
  stalled: ['take steps 10 to 100 times larger', ADAM, 'check that targets belong to their inputs'],
};

/** Changes worth a try, each once: first those against the first symptom. */
export function suggestionsFor(symptoms: readonly Symptom[], causes: readonly Cause[]): string[] {
  const all = symptoms.flatMap(({ kind }) => OF_SYMPTOM[kind] ?? []);
  const byWeights = causes.some(({ kind }) => kind === 'weightScale');
  const bySlope = causes.some(({ kind }) => kind === 'activationSlope');
  // Where the ledger says that only the slope loses the signal, other weights are a detour.
  const detour = bySlope && !byWeights && all.includes(INIT);
  const ordered = detour ? [...all.filter(one => one !== INIT), INIT] : all;
  return [...new Set(ordered)];
}
