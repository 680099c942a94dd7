/** What a reader refuses, in its parts. */
export interface Refusal {
  /** The file's name, or what else to call the bytes. */
  readonly file: string;
  /** Where in the file, in bytes from its beginning. */
  readonly offset?: number;
  /** Where in the file, in words of a format made of lines or members: `line 3`. */
  readonly place?: string;
  /** What the format asks for. */
  readonly rule: string;
  /** What stood there. */
  readonly got: string | number | bigint;
}

/**
 * A file or text that cannot be read; the message is one line that names the place, the rule and what stood there:
 * `W1.npy, byte 128: expected 24 bytes of data, got 23`.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string | undefined;
  readonly offset: number | undefined;
  readonly rule: string | undefined;

  constructor(refusal: string | Refusal) {
    super(typeof refusal === 'string' ? refusal : messageOf(refusal));
    if (typeof refusal === 'string') return;
    this.file = refusal.file;
    this.offset = refusal.offset;
    this.rule = refusal.rule;
  }
}

/** Throws the error for a rule broken at a byte of one file. */
export type Refuse = (offset: number, rule: string, got: string | number | bigint) => never;

/** The {@link Refuse} of a file. */
export function refuser(file: string): Refuse {
  return (offset, rule, got) => {
    throw new FormatError({ file, offset, rule, got });
  };
}

function messageOf({ file, offset, place, rule, got }: Refusal): string {
  const where = [file, place, offset === undefined ? undefined : `byte ${offset}`];
  return `${where.filter(part => part !== undefined).join(', ')}: expected ${rule}, got ${got}`;
}

const LONGEST_QUOTE = 60;

/** Text found in a file as an error shows it: in quotes, on one line, not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
