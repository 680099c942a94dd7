import { networkOfWord } from './networkName.ts';
import type { RunQuantity } from './quantities.ts';
import type { RunMeaning, TagMeaning } from './tagMeaning.ts';
import { wordsOf } from './tagWords.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const HELD_OUT = set('val valid validation test testing eval evaluation dev holdout');
/** Words that do not change the meaning of a name. */
const PLAIN = set(
  'train training tr batch step steps epoch epochs iter iteration iterations total running avg average mean sum overall all ' +
    'per by over vs metric metrics losses score scores scalar scalars history log logs model value raw final current global rank ' +
    'get keras smoothed data set dataset',
);
/** Words for an objective, the plainest first. */
const LOSSES = [
  'loss',
  'objective',
  'cost',
  'crossentropy',
  'xent',
  'ce',
  'bce',
  'nll',
  'mse',
  'rmse',
  'mae',
  'elbo',
  'err',
  'perplexity',
  'ppl',
];
/**
 * Words that turn a loss into something else: its scale in mixed precision, its weight among others, its
 * statistics.
 */
const NO_LOSS = set(
  'scale scaler weight weights coef coefficient lambda ratio factor lr std var best lowest min max time count',
);
const ACCURACIES = set('acc accuracy acc1 top1');
const KINDS_OF_ACCURACY = set('categorical sparse binary multiclass acc accuracy top1');
const WIDER_ACCURACY = /^(?:acc|top)(?:[2-9]|\d\d|k)$/;
const PASSING =
  /(?:^|[/_. -])(?:epoch|_?step|global_step|_?runtime|_?timestamp|wall_?time|time|data_time|eta|memory|iteration|iter)(?:[/_. -]\d+)*$/i;
/** Tags by which TensorBoard compares settings: one number at the end of a run. */
const OF_SETTINGS = /^(?:hparams?\/.*|hp_metric)$/i;
const GRADIENT = set('grad grads gradient gradients gradnorm');
const NORM = set('norm norms gradnorm l2 2 0 total global overall all model train training step epoch batch');
const CLIPPED = set('clipped post after');
const UNCLIPPED = set('unclipped pre before raw');
const CLIPPING = set('clip clipping');

/** The meaning of a tag about the run as a whole; undefined for other tags. */
export function runTag(name: string): TagMeaning | undefined {
  if (OF_SETTINGS.test(name)) return { kind: 'aside', why: 'a result of settings, not a curve' };
  const all = wordsOf(name);
  const isHeldOut = all.some(word => HELD_OUT.has(word));
  const words = all.filter(word => !HELD_OUT.has(word));
  const meaning = lossOf(words) ?? accuracyOf(words);
  if (meaning) return isHeldOut && meaning.kind === 'run' ? heldOut(meaning) : meaning;
  if (words.at(-1) === 'lr' || words[0] === 'lr') {
    return run('lr', words.filter(word => word !== 'lr' && !PLAIN.has(word)).length);
  }
  return PASSING.test(name) ? { kind: 'aside', why: 'time, steps or memory' } : undefined;
}

function run(quantity: RunQuantity, distance: number): RunMeaning {
  return { kind: 'run', quantity, ...(distance > 0 && { distance }) };
}

function heldOut(meaning: RunMeaning): RunMeaning {
  return { ...meaning, quantity: meaning.quantity === 'loss' ? 'val_loss' : 'val_accuracy' };
}

/** `loss`, `loss/train`, `kl_loss`, `loss_G`, `errD_real`, `mse`, `perplexity`. */
function lossOf(words: readonly string[]): TagMeaning | undefined {
  const distinctive = words.filter(word => !PLAIN.has(word));
  const ends = [distinctive[0], distinctive.at(-1)];
  const kind = LOSSES.findIndex(word => ends.includes(word));
  if (kind < 0) return undefined;
  if (distinctive.some(word => NO_LOSS.has(word))) return { kind: 'aside', why: 'about a loss, and not one' };
  const word = LOSSES[kind];
  const others = distinctive.filter(other => other !== word && other !== 'loss');
  const network = others.map(networkOfWord).find(Boolean);
  const instance = network && others.find(other => /^[a-z0-9]$/.test(other) && !networkOfWord(other));
  const rest = others.filter(other => other !== instance && networkOfWord(other) === undefined);
  // Other errors are not losses: `err` counts only as in errD.
  if (word === 'err' && !network) return undefined;
  const isBare = distinctive.length === 1;
  const part = others.length > 0 || !isBare ? distinctive.filter(other => other !== 'loss').join(' ') : '';
  return {
    ...run('loss', 2 * kind + (part ? 1 : 0)),
    ...(network && { network: instance ? `${network}_${instance.toUpperCase()}` : network }),
    ...((network ? rest.length > 0 : part !== '') && { part: network ? rest.join(' ') : part }),
    ...(kind >= LOSSES.indexOf('perplexity') && { isExponential: true }),
  };
}

function accuracyOf(words: readonly string[]): TagMeaning | undefined {
  const distinctive = words.filter(word => !PLAIN.has(word));
  if (
    distinctive.some(word => WIDER_ACCURACY.test(word)) &&
    distinctive.some(word => /^(?:acc|top)/.test(word))
  ) {
    return { kind: 'aside', why: 'right among several answers' };
  }
  if (!ACCURACIES.has(distinctive.at(-1) ?? '') && !ACCURACIES.has(distinctive[0] ?? '')) return undefined;
  return run('accuracy', distinctive.filter(word => !KINDS_OF_ACCURACY.has(word)).length);
}

/** `grad_norm`, `grad_2.0_norm_total`, `grad_norm/post_clip`: the norm of the gradient of all layers together. */
export function gradientNorm(name: string): RunMeaning | undefined {
  const words = wordsOf(name);
  const known = words.every(word =>
    [GRADIENT, NORM, CLIPPED, UNCLIPPED, CLIPPING].some(group => group.has(word)),
  );
  if (!known || !words.some(word => GRADIENT.has(word))) return undefined;
  const hasNorm = words.some(word => /^(?:norms?|gradnorm|total|global)$/.test(word));
  if (!hasNorm || words.some(word => word === '1' || word === 'inf')) return undefined;
  const isClipped = words.some(word => CLIPPED.has(word));
  return { kind: 'run', quantity: isClipped ? 'grad_norm_clipped' : 'grad_norm' };
}
