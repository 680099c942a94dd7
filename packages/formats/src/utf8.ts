import { strFromU8, strToU8 } from 'fflate';

/** Replaces bytes that are not UTF-8. */
const REPLACEMENT = '\ufffd';
const MARK = [0xef, 0xbb, 0xbf];

/** The text of bytes in UTF-8, without a byte order mark; undefined if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = strFromU8(bytes);
  if (!text.includes(REPLACEMENT)) return text;
  // The file itself may contain the character.
  return firstDifference(bytes, text) === undefined ? text : undefined;
}

/** The index at which bytes that {@link decodeUtf8} refuses stop being UTF-8. */
export function endOfUtf8(bytes: Uint8Array): number {
  return firstDifference(bytes, strFromU8(bytes)) ?? bytes.length;
}

/** The number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return strToU8(text).length;
}

/** The length of the byte order mark at the beginning of the bytes. */
export function markLength(bytes: Uint8Array): number {
  return MARK.every((byte, i) => bytes[i] === byte) ? MARK.length : 0;
}

function firstDifference(bytes: Uint8Array, text: string): number | undefined {
  const start = markLength(bytes);
  const at = strToU8(text).findIndex((byte, i) => byte !== bytes[start + i]);
  return at < 0 ? undefined : start + at;
}
