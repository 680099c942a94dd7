import { FormatError } from '../formatError.ts';

/**
 * What a format knows of a kind.
 *
 * @throws FormatError if it knows nothing, as of a kind that a program has added
 */
export function exportOf<Known>(
  format: string,
  thing: string,
  known: Readonly<Record<string, Known>>,
  kind: string,
): Known {
  if (Object.hasOwn(known, kind)) return known[kind];
  throw new FormatError(`${format}: ${unknownKind(thing, known, kind)}`);
}

/** Says that a kind cannot be exported. */
export const unknownKind = (thing: string, known: object, kind: string): string =>
  `${thing}: expected ${Object.keys(known).join(' or ')}, got "${kind}", which has no export`;
