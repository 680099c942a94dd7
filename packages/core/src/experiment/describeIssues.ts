import type { z } from 'zod';
import { shownText } from '../text/shownText.ts';
import type { Complaint } from './experimentError.ts';
import { hintText, meantKey, type Wrong } from './hints.ts';
import { namesIn } from './rules.ts';

type Issue = z.core.$ZodIssue;

/** Nobody reads more; a document made by a program may have a hundred thousand. */
const MOST_DESCRIBED = 1000;

/**
 * All faults that zod found in `document`, unknown keys first, with the intended key or value if it is known.
 * Consequences of an unknown key, such as the missing key that it stands for, are left out.
 */
export function describeIssues(issues: readonly Issue[], document: unknown): Complaint[] {
  const wrongs = issues
    .slice(0, MOST_DESCRIBED)
    .flatMap(insideUnion)
    .flatMap(issue => wrongsOf(issue, document))
    .slice(0, MOST_DESCRIBED);
  const unknown = wrongs.filter(({ key }) => key !== undefined);
  const mistaken = new Set(unknown.map(({ path }) => placeText(path)));
  const meant = new Set(unknown.map(wrong => placeText([...wrong.path, meantKey(wrong) ?? ''])));
  const others = wrongs.filter(({ key, value, path }) => {
    if (key !== undefined) return false;
    const place = placeText(path);
    // A mapping that is missing as a whole, and a key that was written in another way, follow from the
    // unknown key.
    return !mistaken.has(place) && !(value === undefined && meant.has(place));
  });
  return [...unknown, ...others].map(complaintOf);
}

const placeText = (path: readonly PropertyKey[]): string => path.map(String).join('\n');

/** An issue may name several keys. */
function wrongsOf(issue: Issue, document: unknown): Wrong[] {
  const rule = ruleText(issue);
  const found = valueAt(document, issue.path);
  const shared = { path: issue.path, rule, names: namesIn(rule) };
  if (issue.code !== 'unrecognized_keys') return [{ ...shared, value: found }];
  return issue.keys.map(key => ({ ...shared, key, value: valueAt(found, [key]), mapping: found }));
}

function complaintOf(wrong: Wrong): Complaint {
  const { path, key, value, rule } = wrong;
  const says = `expected ${rule}, got ${valueText(key ?? value)}${hintText(wrong)}`;
  return { path, ...(key !== undefined && { key }), says };
}

/** The branch of a union that accepts the value's type shows the intention, one that knows all of its keys above all. */
function insideUnion(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const fitting = issue.errors.filter(([first]) => first?.code !== 'invalid_type' || first.path.length > 0);
  const knowsItsKeys = (errors: readonly Issue[]) =>
    errors.every(({ code, path }) => code !== 'unrecognized_keys' || path.length > 0) &&
    errors.some(({ path }) => path.length > 0);
  const entered = fitting.find(knowsItsKeys) ?? fitting[0];
  if (!entered) return [issue];
  return entered.flatMap(insideUnion).map(inner => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function ruleText(issue: Issue): string {
  const isOurs = issue.code !== 'invalid_value' || !issue.message.startsWith(ZODS_OWN);
  return isOurs ? issue.message : issue.values.map(valueText).join(' or ');
}

/** The start of zod's own message for a value that is not among the options. */
const ZODS_OWN = 'Invalid ';

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], document);
}

const LONGEST_TEXT = 60;

/** A short form of any value: a list or mapping can be large, deep, or contain itself. */
function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value);
}

function quoted(text: string): string {
  const shown = Array.from(text.slice(0, 2 * LONGEST_TEXT))
    .slice(0, LONGEST_TEXT)
    .join('');
  return shownText(JSON.stringify(shown)) + (shown.length < text.length ? '…' : '');
}
