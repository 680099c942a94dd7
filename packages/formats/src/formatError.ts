/** The parts of a reader's refusal. */
export interface Refusal {
  /** The file's name, or another name for the bytes. */
  readonly file: string;
  /** The place in the file, in bytes from its beginning. */
  readonly offset?: number;
  /** The place in the file, in words, for a format made of lines or members: `line 3`. */
  readonly place?: string;
  /** The place in a text, counted from 1, as in compilers and editors: `file:3:1`. */
  readonly position?: { readonly line: number; readonly column: number };
  /** The rule of the format. */
  readonly rule: string;
  /** The value found instead. */
  readonly got: string | number | bigint;
}

/** The place of something in a file. */
export type Place = Pick<Refusal, 'file' | 'place' | 'offset'>;

/**
 * A file or text that cannot be read; the message is one line that names the place, the rule and what was
 * found:
 * `W1.npy, byte 128: expected 24 bytes of data, got 23`.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string | undefined;
  readonly offset: number | undefined;
  readonly place: string | undefined;
  readonly position: Refusal['position'] | undefined;
  readonly rule: string | undefined;

  constructor(refusal: string | Refusal) {
    super(typeof refusal === 'string' ? refusal : messageOf(refusal));
    if (typeof refusal === 'string') return;
    this.file = refusal.file;
    this.offset = refusal.offset;
    this.place = refusal.place;
    this.position = refusal.position;
    this.rule = refusal.rule;
  }
}

/** Throws the error for a rule broken at a byte of one file. */
export type Refuse = (offset: number, rule: string, got: string | number | bigint) => never;

/** The {@link Refuse} of a file, or of a part with its own place in it. */
export function refuser(file: string, place?: string): Refuse {
  return (offset, rule, got) => {
    throw new FormatError({ file, ...(place !== undefined && { place }), offset, rule, got });
  };
}

const LONGEST_RULE = 400;
const LONGEST_QUOTE = 60;

function messageOf({ rule, got, ...where }: Refusal): string {
  const start = whereText(where);
  return `${start}: expected ${shortened(rule, LONGEST_RULE)}, got ${shortened(`${got}`, 2 * LONGEST_QUOTE)}`;
}

function whereText({ file, offset, place, position }: Omit<Refusal, 'rule' | 'got'>): string {
  if (position) return `${file}:${position.line}:${position.column}`;
  const parts = [file, place, offset === undefined ? undefined : `byte ${offset}`];
  return parts.filter(part => part !== undefined).join(', ');
}

/** Text from a file as an error shows it: quoted, on one line, shortened. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text, LONGEST_QUOTE));
}

/** A value found in a JSON file as an error shows it. */
export function quotedJson(value: unknown): string {
  try {
    return shortened(JSON.stringify(value) ?? 'nothing', LONGEST_QUOTE);
  } catch {
    // A parser accepts values nested deeper than they can be written.
    return 'values nested too deeply';
  }
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
