import type { z } from 'zod';
import { didYouMean } from './nearestName.ts';
import { namesIn } from './rules.ts';

type Issue = z.core.$ZodIssue;

/**
 * `path: expected <rule>, got <value>`, one line, for what zod found wrong in `document`; with the name that was meant, where
 * one is near.
 */
export function describeIssue(issues: readonly Issue[], document: unknown): string {
  const issue = mostTelling(issues);
  const place = pathText(issue.path) || 'experiment';
  const rule = ruleText(issue);
  const value = issue.code === 'unrecognized_keys' ? issue.keys[0] : valueAt(document, issue.path);
  const meant = typeof value === 'string' ? didYouMean(value, namesIn(rule)) : '';
  return `${place}: expected ${rule}, got ${valueText(value)}${meant}`;
}

/** The first issue; but a misspelt key, since the missing key reported before it follows from it. */
function mostTelling(issues: readonly Issue[]): Issue {
  const all = issues.map(insideUnion);
  return all.find(({ code }) => code === 'unrecognized_keys') ?? all[0]!;
}

/** Of a union's branches, the one that took the value's type says what was meant. */
function insideUnion(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const entered = issue.errors.find(([first]) => first?.code !== 'invalid_type' || first.path.length > 0);
  if (!entered) return issue;
  const inner = mostTelling(entered);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

function ruleText(issue: Issue): string {
  const isOurs = issue.code !== 'invalid_value' || !issue.message.startsWith(ZODS_OWN);
  return isOurs ? issue.message : issue.values.map(valueText).join(' or ');
}

/** Begins what zod says itself of a value that is none of some. */
const ZODS_OWN = 'Invalid ';

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], document);
}

const LONGEST_TEXT = 60;

/** A value in a few words, whatever it is: a list or mapping can be large, deep, or contain itself. */
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
  return oneLine(JSON.stringify(shown)) + (shown.length < text.length ? '…' : '');
}

/** JSON leaves some characters that break a line, or steer a terminal, as they are. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
