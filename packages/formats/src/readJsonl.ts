import { type ByteSource, joined, piecesOf } from './byteSource.ts';
import { FormatError, quoted } from './formatError.ts';
import { jsonFault, quotedRest } from './jsonPlaces.ts';
import { decodeUtf8, endOfUtf8, markLength, utf8Length } from './utf8.ts';

/** One line of a file of JSON lines. */
export interface JsonLine {
  /** Counted from 1. */
  readonly line: number;
  /** Its offset in bytes. */
  readonly offset: number;
  readonly value: Record<string, unknown>;
}

export interface JsonlOptions {
  /** The name of the file in errors. */
  readonly file?: string;
  /** Bytes that a line may have. Default 2^24. */
  readonly longestLine?: number;
}

const LONGEST_LINE = 2 ** 24;
const NEW_LINE = 0x0a;

/**
 * The objects of a file with one on each line, as they arrive. Empty lines are skipped. NaN and Infinity,
 * which Python writes though JSON has neither, are numbers. A last line without an end, which a program may
 * still be writing, is left out unless it is complete.
 *
 * @throws FormatError with the line and its first byte, for a line that is not an object or too long; with
 *   column and byte, if it is not JSON
 */
export async function* readJsonl(
  source: ByteSource,
  options: JsonlOptions = {},
): AsyncGenerator<JsonLine, void> {
  const { file = 'jsonl', longestLine = LONGEST_LINE } = options;
  const held = new HeldLine(longestLine, file);
  for await (const piece of piecesOf(source)) {
    let from = 0;
    for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, from)) {
      held.add(piece.subarray(from, end));
      from = end + 1;
      const { line, offset } = held;
      const value = held.parse();
      if (value) yield { line, offset, value };
      held.next();
    }
    held.add(piece.subarray(from));
  }
  const value = parsed(decodeUtf8(held.bytes()) ?? '');
  if (value) yield { line: held.line, offset: held.offset, value };
}

/** The line being read; some of its pieces may have arrived already. */
class HeldLine {
  line = 1;
  offset = 0;
  private readonly longest: number;
  private readonly file: string;
  private pieces: Uint8Array[] = [];
  private length = 0;

  constructor(longest: number, file: string) {
    this.longest = longest;
    this.file = file;
  }

  /** @throws FormatError if the line becomes too long */
  add(piece: Uint8Array): void {
    this.length += piece.length;
    if (this.length > this.longest) this.refuse(`at most ${this.longest} bytes`, `more`);
    if (piece.length > 0) this.pieces.push(piece);
  }

  bytes(): Uint8Array {
    return this.pieces.length === 1 ? this.pieces[0] : joined(this.pieces);
  }

  /**
   * The object in the complete line; undefined if the line is empty.
   *
   * @throws FormatError if it is not an object
   */
  parse(): Record<string, unknown> | undefined {
    const bytes = this.bytes();
    const text = decodeUtf8(bytes);
    if (text === undefined) return this.refuse('a JSON object', 'bytes that are not UTF-8', endOfUtf8(bytes));
    if (text.trim() === '') return undefined;
    return parsed(text) ?? this.refuseText(text);
  }

  /** Goes on to the line behind the line break. */
  next(): void {
    this.line++;
    this.offset += this.length + 1;
    this.pieces = [];
    this.length = 0;
  }

  private refuse(rule: string, got: string, from = 0): never {
    const place = `line ${this.line}`;
    throw new FormatError({ file: this.file, place, offset: this.offset + from, rule, got });
  }

  /** Reports where a text is not JSON, or else that it is not an object. */
  private refuseText(text: string): never {
    const fault = jsonFault(text, 'NaN and Infinity');
    if (fault === undefined) return this.refuse('a JSON object', quoted(text.trim()));
    const place = `line ${this.line}, column ${fault + 1}`;
    const offset = this.offset + markLength(this.bytes()) + utf8Length(text.slice(0, fault));
    const got = quotedRest(text, fault, 'line');
    throw new FormatError({ file: this.file, place, offset, rule: 'a JSON object', got });
  }
}

/** The object in a text; undefined if it is none. */
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

/**
 * An unterminated string also counts: otherwise each quote in it would be tried as the beginning of another.
 */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|-?Infinity|NaN/g;
/** Begins a placeholder for a number that JSON does not have: no program writes it. */
const MARK = '\u0000number:';

/** Parses JSON, with Python's NaN and Infinity. Throws a SyntaxError for anything else. */
export function parseJson(text: string): unknown {
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
