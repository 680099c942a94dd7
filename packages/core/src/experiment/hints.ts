import { didYouMean, nearestName, plain } from './nearestName.ts';
import { BROUGHT_WORDS, type BroughtWord } from './otherWords.ts';

/** A fault and its place. */
export interface Wrong {
  readonly path: readonly PropertyKey[];
  /** A key that the mapping at `path` does not have. */
  readonly key?: string | undefined;
  /** The value at `path`, or of the key. */
  readonly value: unknown;
  /** The mapping at `path` if the key is wrong. */
  readonly mapping?: unknown;
  /** The names that the rule offers. */
  readonly names: readonly string[];
  readonly rule: string;
}

/**
 * The ending of a message that says what to write instead: `; write clip: { norm: 1 }`. Empty if nothing is
 * known.
 */
export function hintText(wrong: Wrong): string {
  const brought = broughtWord(wrong);
  const siblings = isMapping(wrong.mapping) ? wrong.mapping : {};
  const hint = brought?.hint(wrong.value, siblings) ?? plainHint(wrong);
  if (hint) return `; ${hint}`;
  const text = wrong.key ?? wrong.value;
  return typeof text === 'string' || typeof text === 'boolean' ? didYouMean(String(text), wrong.names) : '';
}

/** The right key for a wrong one, so that its absence need not be reported; undefined if none is known. */
export function meantKey(wrong: Wrong): string | undefined {
  if (wrong.key === undefined) return undefined;
  return broughtWord(wrong)?.names ?? nearestName(wrong.key, wrong.names);
}

function broughtWord({ path, key, value, rule }: Wrong): BroughtWord | undefined {
  const place = path.filter(step => typeof step === 'string').join('.');
  return BROUGHT_WORDS.find(word => {
    if (word.place !== place || !(word.rule?.test(rule) ?? true)) return false;
    if (word.keys) return key !== undefined && word.keys.some(other => plain(other) === plain(key));
    return key === undefined && value !== undefined && value !== null && (word.value?.(value) ?? true);
  });
}

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** A hint for any value: a number in quotes or with a decimal comma, or other words for true and false. */
function plainHint({ key, value, rule }: Wrong): string | undefined {
  if (key !== undefined || typeof value !== 'string') return undefined;
  if (/\bnumber\b|\bwidth from\b/.test(rule) && NUMBER.test(value.trim())) {
    return `write it without quotes${value.includes(',') ? ' and with a decimal point' : ''}: ${value.trim().replace(',', '.')}`;
  }
  if (rule !== 'true or false') return undefined;
  if (/^(yes|on|y|true)$/i.test(value)) return 'write true';
  return /^(no|off|n|false)$/i.test(value) ? 'write false' : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
