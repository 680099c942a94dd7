import { FormatError } from '../formatError.ts';
import { LAYER_QUANTITIES, type LoggedThing, RUN_QUANTITIES } from './quantities.ts';
import type { TagMeaning, TagShape } from './tagMeaning.ts';

/** A user's rule: the meaning of tags of this form. */
export interface TagRule {
  readonly pattern: RegExp;
  readonly quantity: string;
  /**
   * The layer, in which `$1` is the match of the pattern's first group; undefined for quantities of the whole
   * run.
   */
  readonly layer: string | undefined;
}

const VALUES: readonly LoggedThing[] = ['grad', 'weight', 'update', 'delta', 'inputDelta'];
const WORDS: readonly string[] = [...LAYER_QUANTITIES, ...VALUES, ...RUN_QUANTITIES, 'nothing'];
const EXAMPLE = '"gnorm/(.+)=grad_l2:$1"';

/**
 * Reads a rule `REGEX=QUANTITY:LAYER`, such as `gnorm/(.+)=grad_l2:$1`, `cost=loss` or `debug/.*=nothing`.
 * The pattern must match the whole tag.
 *
 * @throws FormatError for an invalid rule
 */
export function parseTagRule(text: string): TagRule {
  const at = text.lastIndexOf('=');
  const [quantity = '', layer] = splitOnce(text.slice(at + 1), ':');
  const got = JSON.stringify(text);
  if (at <= 0)
    throw new FormatError(`map: expected <regex>=<quantity>:<layer>, as in ${EXAMPLE}, got ${got}`);
  if (!WORDS.includes(quantity)) {
    throw new FormatError(`map: expected a quantity of ${WORDS.join(', ')}, got ${got}`);
  }
  const isOfRun = quantity === 'nothing' || RUN_QUANTITIES.some(name => name === quantity);
  if (!isOfRun && !layer) throw new FormatError(`map: expected a layer, as in ${EXAMPLE}, got ${got}`);
  try {
    return { pattern: new RegExp(`^(?:${text.slice(0, at)})$`, 'u'), quantity, layer };
  } catch {
    throw new FormatError(`map: expected a regular expression before =, got ${got}`);
  }
}

/** The meaning of a tag by a rule; undefined if the rule does not match. */
export function meaningByRule(
  { pattern, quantity, layer }: TagRule,
  tag: string,
  shape: TagShape,
): TagMeaning | undefined {
  const match = pattern.exec(tag);
  if (!match) return undefined;
  if (quantity === 'nothing') return { kind: 'aside', why: 'by a rule' };
  const run = RUN_QUANTITIES.find(name => name === quantity);
  if (run) return { kind: 'run', quantity: run };
  const name = layer!.replaceAll(/\$(\d)/g, (_, group) => match[Number(group)] ?? '');
  const thing = VALUES.find(word => word === quantity);
  if (thing && shape === 'values') return { kind: 'values', thing, layer: name };
  const number = LAYER_QUANTITIES.find(word => word === (thing ? `${thing}_l2` : quantity));
  if (!number) return { kind: 'unknown' };
  // For many values every statistic is computed, whichever the rule names.
  const of = VALUES.find(word => quantity.startsWith(`${word}_`));
  if (shape === 'values') return of ? { kind: 'values', thing: of, layer: name } : { kind: 'unknown' };
  return { kind: 'layer', quantity: number, layer: name };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
