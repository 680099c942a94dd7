import { readPath } from './parameterPath.ts';
import {
  LAYER_QUANTITIES,
  type LayerQuantity,
  type LoggedThing,
  quantityOf,
  type Statistic,
} from './quantities.ts';
import { gradientNorm, runTag } from './runTag.ts';
import type { TagMeaning, TagShape } from './tagMeaning.ts';

const GRAD = '(?:layer_)?(?:grad|grads|gradient|gradients|gradnorm|dw)';
const WORD = String.raw`(?:abs|mean|avg|max|min|std|var|sum|median|l[12](?:_norm)?|(?:[12]|[12]\.0|inf)_norm|norms?|magnitudes?|zeros|zero_fraction|sparsity|rms|values?|hist|histogram)`;
const STATISTIC = `${WORD}(?:_${WORD})*`;
const THINGS: readonly (readonly [RegExp, LoggedThing])[] = [
  [new RegExp(`^${GRAD}$`), 'grad'],
  [/^(?:weights?|parameters|params|param)$/, 'weight'],
  [/^updates?$/, 'update'],
  [/^(?:deltas?|signals?|grad_outputs?|output_grads?)$/, 'delta'],
  [/^(?:grad_inputs?|input_grads?)$/, 'inputDelta'],
];

/** A part of a tag that names the quantity, such as `grad_2.0_norm`, `gradients`, `max_abs`. */
interface QuantityWords {
  readonly thing?: LoggedThing | undefined;
  readonly statistic?: Statistic | 'other' | undefined;
}

const OWN = new RegExp(`^(${LAYER_QUANTITIES.join('|')})[/_.](?:layer)?_?(\\d+)$`);
/**
 * Gradscope’s own series with several values per layer, or without further information: `grad_neuron_2_17`,
 * `grad_log10/layer3`.
 */
const OWN_ASIDE =
  /^(?:grad_neuron|grad_histogram|grad_log10|unit_dead|underflow_(?:float16|bfloat16)|weight_sv|jacobian_sv|notebook_heuristic)(?:[/_.](?:layer)?_?\d+)*$/;
const PREFIX = new RegExp(`^(${GRAD}(?:_${STATISTIC})?)[._-](.+)$`, 'i');
const SUFFIX = new RegExp(`^(.+?)[._-](${GRAD}(?:[._-]${STATISTIC})?)$`, 'i');
const AFTER_PARAMETER = new RegExp(`^(.*(?:weight|kernel|bias|gamma|beta))[._-](${STATISTIC})$`, 'i');
const ONLY_STATISTIC = new RegExp(`^${STATISTIC}$`);
const THING_STATISTIC = new RegExp(
  `^(${GRAD}|weights?|params?|parameters?|updates?|deltas?)_(${STATISTIC})$`,
);
const STATISTIC_GRAD = new RegExp(`^(${STATISTIC})_(${GRAD})$`);
/** Longer texts are not names. */
const LONGEST_TAG = 1000;
const ALL_LAYERS = /^(?:total|all|global|overall|model|total_norm|global_norm)?$/i;

/**
 * Reads a TensorBoard tag, a column's or a metric's name: `layer1.weight.grad`, `gradients/dense_1/kernel:0`,
 * `grad_2.0_norm/encoder.layers.3.linear1.weight`, `grad_norm/layer3`, `train/loss`.
 *
 * A gradient's number that is not named a mean, a sum or a maximum counts as its norm.
 */
export function readTag(tag: string, shape: TagShape): TagMeaning {
  if (tag.length > LONGEST_TAG) return { kind: 'unknown' };
  const own = OWN.exec(tag);
  if (own) return { kind: 'layer', quantity: own[1] as LayerQuantity, layer: `layer${own[2]}` };
  if (OWN_ASIDE.test(tag)) return { kind: 'aside', why: 'of gradscope’s own that logs are not read for' };
  const whole = shape === 'number' ? gradientNorm(tag) : undefined;
  if (whole) return whole;
  const name = tag
    .trim()
    .replaceAll(/:\d+(?=$|\/)/g, '')
    .replace(/_(?:step|epoch)$/, '');
  const { words, path } = peel(name);
  const parameter = readPath(path);
  const thing =
    words.thing ?? (parameter.isParameter && (shape === 'values' || words.statistic) ? 'weight' : undefined);
  if (!thing) return runTag(tag.trim()) ?? { kind: 'unknown' };
  if (ALL_LAYERS.test(path)) return { kind: 'aside', why: 'of all layers together' };
  if (parameter.role === 'bias') return { kind: 'aside', why: 'of biases', biasOf: parameter.layer };
  if (parameter.role !== 'weight') return { kind: 'aside', why: REASONS[parameter.role] };
  const layer = parameter.layer;
  if (shape === 'values') return { kind: 'values', thing, layer };
  if (words.statistic === 'other')
    return { kind: 'aside', why: 'a statistic that does not show the magnitude' };
  const quantity = quantityOf(thing, words.statistic ?? 'l2');
  return quantity ? { kind: 'layer', quantity, layer } : { kind: 'unknown' };
}

/** Why parameters of a role make no layer. */
const REASONS = {
  norm: 'of a normalization’s scale or shift',
  state: 'not learned',
  length: 'of lengths that weight normalization splits off',
  loraA: 'of the A of LoRA, whose gradient is 0 until its B, which starts at 0, has moved',
} as const;

/** Splits the words for the quantity from a tag; the rest is the path of a parameter or module. */
function peel(name: string): { words: QuantityWords; path: string } {
  const words: { thing?: LoggedThing | undefined; statistic?: Statistic | 'other' | undefined } = {};
  const take = (text: string): boolean => {
    const found = quantityWordsOf(text);
    if (!found) return false;
    words.thing ??= found.thing;
    words.statistic ??= found.statistic;
    return true;
  };
  let path = name
    .split('/')
    .filter(segment => !take(segment))
    .join('/');
  for (const [pattern, text, rest] of [
    [SUFFIX, 2, 1],
    [PREFIX, 1, 2],
    [AFTER_PARAMETER, 2, 1],
  ] as const) {
    const match = pattern.exec(path);
    if (match && take(match[text])) path = match[rest];
  }
  return { words, path };
}

/** The meaning of a part of a tag. */
function quantityWordsOf(text: string): QuantityWords | undefined {
  const lower = text.toLowerCase().replaceAll(/[.-](?!0)/g, '_');
  const bare = THINGS.find(([pattern]) => pattern.test(lower));
  if (bare) return { thing: bare[1] };
  if (ONLY_STATISTIC.test(lower)) return { statistic: statisticOf(lower) };
  const match = THING_STATISTIC.exec(lower);
  if (match) {
    const thing = THINGS.find(([pattern]) => pattern.test(match[1]))?.[1];
    return thing && { thing, statistic: statisticOf(match[2]) };
  }
  const reversed = STATISTIC_GRAD.exec(lower);
  return reversed ? { thing: 'grad', statistic: statisticOf(reversed[1]) } : undefined;
}

function statisticOf(words: string): Statistic | 'other' | undefined {
  const has = (...names: string[]) => names.some(name => words.split('_').includes(name));
  if (has('zeros', 'zero', 'sparsity')) return 'zeros';
  if (has('l1', '1', '1.0')) return 'l1';
  if (has('inf', 'max')) return 'max';
  if (has('magnitude', 'magnitudes', 'abs')) return 'mean';
  if (has('norm', 'norms', 'l2', '2', '2.0')) return 'l2';
  if (has('hist', 'histogram', 'value', 'values')) return undefined;
  return 'other';
}
