import { quoted } from './formatError.ts';

/**
 * Finds places in the text of a JSON file: the errors of `JSON.parse` differ between engines and may lack
 * them.
 */

const SPACE = '[ \\t\\n\\r]*';
const STRING = '"[^"\\\\\\u0000-\\u001f]*(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\\\\u0000-\\u001f]*)*"';
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w.])';
const CONSTANT = '(?:true|false|null)(?!\\w)';
/** Numbers that JSON does not have, as Python writes them. */
const BEYOND = '(?:NaN|-?Infinity)(?!\\w)';

/** The tokens that may come next. */
type Awaited = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/**
 * The index at which a text stops being JSON, in UTF-16 code units: the beginning of the wrong token, or the
 * end of a text that ends too early; undefined if it is JSON.
 *
 * @param allowed numbers as Python writes them, in addition to those of JSON
 */
export function jsonFault(
  text: string,
  allowed: 'NaN and Infinity' | 'no others' = 'no others',
): number | undefined {
  const words = allowed === 'no others' ? [STRING, NUMBER, CONSTANT] : [STRING, BEYOND, NUMBER, CONSTANT];
  const token = new RegExp(`([{}[\\],:]|${words.join('|')})${SPACE}`, 'y');
  token.lastIndex = text.search(/[^ \t\n\r]|$/);
  const open: string[] = [];
  let awaited: Awaited = 'value';
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found: string | undefined = token.exec(text)?.[1];
    const next: Awaited | undefined = found === undefined ? undefined : after(found, awaited, open);
    if (next === undefined) return at;
    awaited = next;
  }
  return open.length === 0 && awaited === ', or end' ? undefined : text.length;
}

/**
 * The tokens allowed after a token, which may open or close a list or an object; undefined if the token
 * itself is not allowed.
 */
function after(token: string, awaited: Awaited, open: string[]): Awaited | undefined {
  if (token === '}' || token === ']') {
    const closes = awaited === ', or end' || awaited.endsWith(token);
    return closes && open.pop() === (token === '}' ? '{' : '[') ? ', or end' : undefined;
  }
  if (token === ':') return awaited === ':' ? 'value' : undefined;
  if (token === ',') {
    if (awaited !== ', or end' || open.length === 0) return undefined;
    return open.at(-1) === '{' ? 'name' : 'value';
  }
  if (awaited.startsWith('name')) return token.startsWith('"') ? ':' : undefined;
  if (!awaited.startsWith('value')) return undefined;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'name or }' : 'value or ]';
  }
  return ', or end';
}

/** The text at a fault, as an error shows it: the rest of the text, or a note that it ends there. */
export function quotedRest(text: string, fault: number, what: string): string {
  const rest = text.slice(fault).trim();
  return rest === '' ? `the end of the ${what}` : quoted(rest);
}

const STRING_OR_BRACKET = new RegExp(`${STRING}|[{}[\\]]`, 'g');

/**
 * The index of the last occurrence of a JSON object's own key, the one that counts; undefined if there is
 * none.
 */
export function nameIndex(text: string, name: string): number | undefined {
  let depth = 0;
  let found: number | undefined;
  for (const { 0: token, index } of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && isName(text, index + token.length) && JSON.parse(token) === name) found = index;
  }
  return found;
}

const COLON = new RegExp(`${SPACE}:`, 'y');

function isName(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}
