import { shownText } from 'gradscope';

/**
 * What a log says, with every name in it as it may be shown: what would steer a terminal, break a line or turn the direction of a
 * text is escaped. Names that are equal stay equal. Arrays of numbers are handed on, not copied.
 */
export function shownNames<T>(said: T): T {
  if (typeof said === 'string') return shownText(said) as T;
  if (Array.isArray(said)) return said.map(shownNames) as T;
  if (typeof said !== 'object' || said === null || ArrayBuffer.isView(said)) return said;
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [shownText(key), shownNames(value)]),
  ) as T;
}
