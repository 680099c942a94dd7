import { shownText } from 'gradscope';

/**
 * The log with every name escaped for display: characters that would steer a terminal, break a line or change
 * the direction of text. Equal names stay equal. Arrays of numbers are passed on, not copied.
 */
export function shownNames<T>(said: T): T {
  if (typeof said === 'string') return shownText(said) as T;
  if (Array.isArray(said)) return said.map(shownNames) as T;
  if (typeof said !== 'object' || said === null || ArrayBuffer.isView(said)) return said;
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [shownText(key), shownNames(value)]),
  ) as T;
}
