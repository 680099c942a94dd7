import { type ByteSource, piecesOf } from './byteSource.ts';
import { FormatError, quoted } from './formatError.ts';
import { decodeUtf8 } from './utf8.ts';

/** One line of a file of JSON lines. */
export interface JsonLine {
  /** Counted from 1. */
  readonly line: number;
  readonly value: Record<string, unknown>;
}

export interface JsonlOptions {
  /** What to call the file in an error. */
  readonly file?: string;
  /** Bytes that a line may have. Default 2^24. */
  readonly longestLine?: number;
}

const LONGEST_LINE = 2 ** 24;
const NEW_LINE = 0x0a;

/**
 * The objects of a file with one on each line, as they come in. Empty lines are passed over. NaN and Infinity, which Python writes
 * though JSON has neither, are numbers. A last line that does not end, as where a program is still writing, is left out unless it is whole.
 *
 * @throws FormatError with the line, for one that is no object or too long
 */
export async function* readJsonl(
  source: ByteSource,
  options: JsonlOptions = {},
): AsyncGenerator<JsonLine, void> {
  const { file = 'jsonl', longestLine = LONGEST_LINE } = options;
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  const refuse = (got: string): never => {
    throw new FormatError({ file, place: `line ${line}`, rule: 'a JSON object', got });
  };
  for await (const piece of piecesOf(source)) {
    let from = 0;
    for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, from)) {
      const bytes = joined(rest, piece.subarray(from, end));
      [rest, from] = [new Uint8Array(0), end + 1];
      line++;
      const text = decodeUtf8(bytes) ?? refuse('bytes that are no UTF-8');
      if (text.trim() !== '') yield { line, value: parsed(text) ?? refuse(quoted(text.trim())) };
    }
    rest = joined(rest, piece.subarray(from));
    if (rest.length > longestLine) {
      line++;
      refuse(`more than ${longestLine} bytes`);
    }
  }
  const last = parsed(decodeUtf8(rest) ?? '');
  if (last) yield { line: line + 1, value: last };
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after;
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}

/** The object that a text is; undefined where it is none. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;
/** Begins what stands for a number that JSON does not have: no program writes it. */
const MARK = '\u0000number:';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const marked = text.replaceAll(STRING_OR_NUMBER, found =>
      found.startsWith('"') ? found : JSON.stringify(MARK + found),
    );
    return JSON.parse(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    );
  }
}
