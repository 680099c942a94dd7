import { ExperimentError } from '../experimentError.ts';

/** Anything that a JSON document can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A place in a document, as its keys and list indices from the outside in: `networks`, `0`, `hidden`. */
export type DocumentPath = readonly (string | number)[];

const STEP = /([A-Za-z$_][\w$]*)|\[(\d{1,9})\]/y;

/** Reads `networks[0].hidden.layers`; undefined if the text is not a path. */
export function parsePath(text: string): DocumentPath | undefined {
  const path: (string | number)[] = [];
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    STEP.lastIndex = path.length > 0 && text[at] === '.' ? at + 1 : at;
    const afterDot = STEP.lastIndex > at;
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, key, place] = match;
    // A key needs a dot before it, unless it is the first; a list index has none.
    if (key === undefined ? afterDot || at === 0 : afterDot === (at === 0)) return undefined;
    path.push(key ?? Number(place));
  }
  return path.length > 0 ? path : undefined;
}

/**
 * The document with `value` at `path`; everything off the path is shared with the given one. A mapping that
 * is missing on the path is created; a list is never extended.
 *
 * @throws ExperimentError if the path leads through something that is not a mapping, or past the end of a
 *   list
 */
export function withValueAt(document: unknown, path: DocumentPath, value: JsonValue, depth = 0): unknown {
  const key = path[depth];
  if (key === undefined) return value;
  if (typeof key === 'number') {
    if (!Array.isArray(document) || key >= document.length) throw placeError(path, depth, document);
    const item = withValueAt(document[key], path, value, depth + 1);
    return document.map((other, i) => (i === key ? item : other));
  }
  if (document !== undefined && !isMapping(document)) throw placeError(path, depth, document);
  const mapping = document ?? {};
  return { ...mapping, [key]: withValueAt(own(mapping, key), path, value, depth + 1) };
}

/** Whether the two paths are equal, or one leads into the target of the other. */
export function overlap(a: DocumentPath, b: DocumentPath): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.every((key, i) => key === longer[i]);
}

function own(mapping: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeError(path: DocumentPath, depth: number, found: unknown): ExperimentError {
  const rule =
    typeof path[depth] === 'number' ? `a list of more than ${path[depth]}` : 'a mapping of keys to values';
  return new ExperimentError(`${pathText(path.slice(0, depth))}: expected ${rule}, got ${kindText(found)}`);
}

function pathText(path: DocumentPath): string {
  const text = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return text.replace(/^\./, '') || 'experiment';
}

function kindText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isMapping(value) ? 'a mapping' : JSON.stringify(value);
}
