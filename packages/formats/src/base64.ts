import { strFromU8 } from 'fflate';

// Node, browsers and workers all have it.
const { btoa } = globalThis as unknown as { btoa(characters: string): string };

/** Bytes in base 64. */
export function base64Of(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true));
}
