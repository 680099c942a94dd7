/** A plain document as text that needs no escaping in an address: its JSON in UTF-8, in base64url. */
export function encodeDocument(document: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const characters = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Room for several experiments of a thousand layers each. A longer document would take seconds to check. */
const LONGEST = 2 ** 19;

/** @throws RangeError if {@link encodeDocument} cannot have written the text */
export function decodeDocument(text: string): unknown {
  if (text.length > LONGEST) {
    throw new RangeError(`expected a document of at most ${LONGEST} characters, got ${text.length}`);
  }
  try {
    const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(characters, character => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RangeError('expected a document in base64url, as this page writes it, got something else');
  }
}
