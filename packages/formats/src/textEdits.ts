import { Document, isCollection, type Pair, visit, type YAMLMap } from 'yaml';

/** How values are written. */
export type Language = 'YAML' | 'JSON';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The range of a node, without the space, line ends and comments behind it; its anchor comes before. */
function spanOf(text: string, node: unknown): Span {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  if (!range) throw new RangeError('text: expected a place for each value, got none');
  const [start, end] = [range[0], range[1]];
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** A value on one line: YAML in braces, or JSON. */
function valueText(value: unknown, language: Language): string {
  if (language === 'JSON') return jsonText(value);
  const document = new Document(value);
  visit(document, {
    Collection: (_, collection) => {
      collection.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).trim();
}

/** JSON with a space behind each comma and colon and inside braces. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${jsonText(inner)}`);
  return `{ ${entries.join(', ')} }`;
}

/** The text with another value in the place of a node; behind it, after a space, if `behind`. */
export function replaced(
  text: string,
  node: unknown,
  value: unknown,
  language: Language,
  behind = false,
): string {
  const { start, end } = spanOf(text, node);
  if (!behind) return text.slice(0, start) + valueText(value, language) + text.slice(end);
  const colon = text.indexOf(':', end) + 1;
  return `${text.slice(0, colon)} ${valueText(value, language)}${text.slice(colon)}`;
}

/**
 * The text with a new key in a mapping, behind its others and in their style: on their line, or on its own.
 */
export function inserted(
  text: string,
  map: YAMLMap,
  key: string,
  value: unknown,
  language: Language,
): string {
  const entry = `${language === 'JSON' ? JSON.stringify(key) : key}: ${valueText(value, language)}`;
  const last = map.items.at(-1);
  if (!last) return replaced(text, map, { [key]: value }, language);
  const { start } = spanOf(text, last.key);
  const { end } = pairSpan(text, last);
  const indent = indentAt(text, start);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (map.flow) {
    const separator = indent === undefined || map.items.length < 2 ? ', ' : `,${newline}${indent}`;
    return text.slice(0, end) + separator + entry + text.slice(end);
  }
  const first = spanOf(text, map.items[0].key).start;
  const column = ' '.repeat(first - lineStart(text, first));
  const lineEnd = lineEndAt(text, end);
  return `${text.slice(0, lineEnd)}${newline}${column}${entry}${text.slice(lineEnd)}`;
}

/** The text without a key of a mapping and its value. */
export function deleted(text: string, map: YAMLMap, pair: Pair): string {
  const place = map.items.indexOf(pair as (typeof map.items)[number]);
  const { start, end } = pairSpan(text, pair);
  const [before, after] = [map.items[place - 1], map.items[place + 1]];
  if (map.flow) {
    if (before) return text.slice(0, pairSpan(text, before).end) + text.slice(end);
    return text.slice(0, start) + text.slice(after ? pairSpan(text, after).start : end);
  }
  if (indentAt(text, start) === undefined)
    throw new RangeError('text: expected a line for each key, got a dash before one');
  return text.slice(0, lineStart(text, start)) + text.slice(lineEndAt(text, end) + 1);
}

/** A pair from its key to the end of its value. */
function pairSpan(text: string, { key, value }: Pair): Span {
  const { start, end } = spanOf(text, key);
  if (value === null || value === undefined) return { start, end };
  const inner = spanOf(text, value);
  return { start, end: isCollection(value) ? inner.end : Math.max(end, inner.end) };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The end of the line: its line break, or the end of the text. */
function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The white space before a place; undefined if there is other text too. */
function indentAt(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return before.trim() === '' ? before : undefined;
}
