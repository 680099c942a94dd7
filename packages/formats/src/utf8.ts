import { strFromU8, strToU8 } from 'fflate';

/** What stands in the place of bytes that are no UTF-8. */
const REPLACEMENT = '\ufffd';

/** The text that bytes are in UTF-8, without a byte order mark; undefined where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = strFromU8(bytes);
  if (!text.includes(REPLACEMENT)) return text;
  // The file itself may hold the character.
  return strToU8(text).every((byte, i) => byte === bytes[i]) ? text : undefined;
}
