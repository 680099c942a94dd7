import { FormatError, type Place, quotedJson } from '../../formatError.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number, also as text if JSON has no form for it; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

/** Refuses a field of a line: `log.jsonl, line 1, byte 0: expected modules as a list, got 7`. */
export function refuse(place: Place, rule: string, got: unknown): never {
  throw new FormatError({ ...place, rule, got: quotedJson(got) });
}

export const textOr = <T>(value: unknown, other: T): string | T =>
  typeof value === 'string' ? value : other;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export const countOr = <T>(value: unknown, other: T): number | T => (isCount(value) ? value : other);

/** @throws FormatError for an existing value that is not a list of sizes */
export function shapeOr<T>(value: unknown, other: T, what: string, place: Place): readonly number[] | T {
  if (value === undefined || value === null) return other;
  if (Array.isArray(value) && value.every(isCount)) return value;
  return refuse(place, `${what} as a list of sizes`, value);
}

/** The texts of a list; empty for anything else. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
