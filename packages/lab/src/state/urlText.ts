import { quoted } from '../rows/quoted.ts';
import { same } from '../session/timeline.ts';
import type { UrlField } from './urlFields.ts';

/** Complaints above this number are only counted. */
const MOST_COMPLAINTS = 10;

/**
 * The fields of a page's address, each with its name, type and default. A field at its default is not
 * written.
 */
export type UrlTable = Readonly<Record<string, AnyField>>;

/** A field of any type. Its `write` gets only values of its own `read` or its default. */
interface AnyField {
  readonly type: { read(text: string): unknown; write(value: never): string };
  readonly default: unknown;
}

type ValueOf<Field> = Field extends UrlField<infer Value> ? Value : never;

/** The value of every field of a table. */
export type StateOf<Table extends UrlTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** A state, and a complaint for each field that could not be read and has its default. */
export interface ReadFields<Table extends UrlTable> {
  readonly state: StateOf<Table>;
  /** One line each: `link: name: expected <rule>, got <value>; …`. */
  readonly complaints: readonly string[];
}

export function defaultsOf<Table extends UrlTable>(table: Table): StateOf<Table> {
  return Object.fromEntries(
    Object.entries(table).map(([name, field]) => [name, field.default]),
  ) as StateOf<Table>;
}

/** The part of an address after `#`; empty if every field is at its default. */
export function writeFields<Table extends UrlTable>(table: Table, state: StateOf<Table>): string {
  return Object.keys(table)
    .filter(name => !same(table[name].default, state[name]))
    .map(name => `${name}=${table[name].type.write(state[name] as never)}`)
    .join('&');
}

/**
 * Reads the text of {@link writeFields}. Never throws: a malformed field gets its default and a complaint.
 */
export function readFields<Table extends UrlTable>(table: Table, hash: string): ReadFields<Table> {
  const complaints = new Complaints();
  const values = new Map<string, unknown>();
  for (const part of hash.replace(/^#/, '').split('&').filter(Boolean)) {
    const [name = '', ...text] = part.split('=');
    const isKnown = Object.hasOwn(table, name);
    if (!isKnown || values.has(name)) {
      complaints.add(() => {
        const rule = isKnown ? 'each name once' : `only ${Object.keys(table).join(', ')}`;
        return `expected ${rule}, got ${quoted(name)}${isKnown ? ' again' : ''}; it is left out`;
      });
      continue;
    }
    try {
      values.set(name, table[name].type.read(unescaped(text.join('='))));
    } catch (error) {
      values.set(name, table[name].default);
      complaints.add(() => `${name}: ${firstLine(error as Error)}; the default is taken`);
    }
  }
  return {
    state: { ...defaultsOf(table), ...Object.fromEntries(values) } as StateOf<Table>,
    complaints: complaints.lines(),
  };
}

/** An experiment's errors are one line each. One is enough for a link, which nobody writes by hand. */
const firstLine = ({ message }: Error): string => message.split('\n', 1)[0];

/** Collects complaints: the first few in full, and the number of all. */
class Complaints {
  private readonly first: string[] = [];
  private count = 0;

  add(complaint: () => string): void {
    if (this.count++ < MOST_COMPLAINTS) this.first.push(`link: ${complaint()}`);
  }

  lines(): readonly string[] {
    if (this.count <= MOST_COMPLAINTS) return this.first;
    return [...this.first, `link: expected what this page writes, got ${this.count} parts that it does not`];
  }
}

/** Mail programs may escape characters that need no escaping. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
